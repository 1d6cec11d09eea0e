using Tare.Conda.Prefixes;

namespace Tare.Conda.Relocation;

/// <summary>The files of an environment that no package brought (<c>untracked</c> in conda/misc.py).</summary>
public static class UntrackedFiles
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    /// <summary>Their paths below the environment, in order: without what conda keeps for itself, copies that editors leave, and bytecode beside a module.</summary>
    public static IReadOnlyList<string> Of(string prefix)
    {
        var known = new CondaPrefix(prefix).Records().Records.SelectMany(r => r.Files).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. new DirectoryInfo(prefix).EnumerateFileSystemInfos("*", Everything).Where(e => !RelocatedTree.Reserved.Contains(e.Name)).SelectMany(Files)
                .Select(f => Path.GetRelativePath(prefix, f.FullName)).Where(p => !known.Contains(p) && !IsLeftOut(p, known)).Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<FileSystemInfo> Files(FileSystemInfo entry) =>
        entry is DirectoryInfo { LinkTarget: null } folder ? folder.EnumerateFileSystemInfos("*", Everything).SelectMany(Files) : [entry];

    private static bool IsLeftOut(string path, HashSet<string> known) =>
        path.EndsWith('~') || (path.EndsWith(".pyc", StringComparison.Ordinal) && known.Contains(path[..^1]));
}
