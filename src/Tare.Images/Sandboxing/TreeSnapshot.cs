namespace Tare.Images.Sandboxing;

/// <summary>The state of every path below a folder, to find what changed; paths are relative.</summary>
internal sealed class TreeSnapshot
{
    private static readonly string[] Skipped = ["dev", "proc", "tmp", "sys"];
    private readonly SortedDictionary<string, PathState> _paths = new(StringComparer.Ordinal);

    private TreeSnapshot()
    {
    }

    /// <summary>Takes the state of a tree; <c>dev</c>, <c>proc</c>, <c>sys</c> and <c>tmp</c> are left out.</summary>
    internal static TreeSnapshot Of(string folder)
    {
        var snapshot = new TreeSnapshot();
        foreach (var item in new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(i => !Skipped.Contains(i.Name)))
        {
            snapshot.Take(item, folder);
        }

        return snapshot;
    }

    /// <summary>What is new or different in a later state, folders before what is in them.</summary>
    internal IEnumerable<string> ChangedIn(TreeSnapshot later) =>
        later._paths.Where(p => !_paths.TryGetValue(p.Key, out var before) || before != (p.Value with { Modified = IsFolder(p.Value.Kind) ? before.Modified : p.Value.Modified })).Select(p => p.Key);

    /// <summary>What is gone in a later state, without what is below it.</summary>
    internal IEnumerable<string> GoneIn(TreeSnapshot later) =>
        _paths.Keys.Where(p => !later._paths.ContainsKey(p) && (p.LastIndexOf('/') is var slash && (slash < 0 || later._paths.ContainsKey(p[..slash]))));

    private static bool IsFolder(FileAttributes kind) => kind.HasFlag(FileAttributes.Directory);

    private void Take(FileSystemInfo item, string root)
    {
        var isLink = item.LinkTarget is not null;
        var kind = isLink ? FileAttributes.ReparsePoint : item.Attributes & FileAttributes.Directory;
        var mode = OperatingSystem.IsWindows() || isLink ? 0 : (int)item.UnixFileMode;
        _paths[Path.GetRelativePath(root, item.FullName)] = new PathState(kind, item is FileInfo file && !isLink ? file.Length : 0, item.LastWriteTimeUtc.Ticks, mode, item.LinkTarget);
        if (kind == FileAttributes.Directory)
        {
            foreach (var below in ((DirectoryInfo)item).EnumerateFileSystemInfos())
            {
                Take(below, root);
            }
        }
    }

    private readonly record struct PathState(FileAttributes Kind, long Size, long Modified, int Mode, string? Target);
}
