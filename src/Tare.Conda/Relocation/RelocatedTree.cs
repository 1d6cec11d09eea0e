using System.Security.Cryptography;
using Tare.Conda.Prefixes;
using Tare.Primitives.Posix;

namespace Tare.Conda.Relocation;

/// <summary>
/// Builds an environment for another path out of one that is there (<c>clone_env</c> in conda/misc.py). Files that hold the old path
/// are written anew, all others keep their content. The old environment is only read.
/// </summary>
internal sealed class RelocatedTree
{
    // What conda takes for its own in a prefix (walk_prefix in conda/misc.py).
    internal static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "pkgs", "envs", "conda-bld", "conda-meta", ".conda_lock", "users", "LICENSE.txt", "info", "conda-recipes", ".index", ".unionfs", ".nonadmin",
    };

    private readonly RelocationScope _scope;
    private readonly IReadOnlyList<PrefixRecord> _records;
    private readonly Dictionary<string, PrefixPath> _tracked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);
    private readonly List<string> _placed = [];
    private readonly RelocatedFile _file;
    private readonly string _from;

    internal RelocatedTree(string from, string to, RelocationScope scope)
    {
        (_from, _scope) = (from, scope);
        _file = new RelocatedFile(from, to, mayLink: scope == RelocationScope.Everything);
        _records = new CondaPrefix(from).Records().Records;
        foreach (var record in _records)
        {
            foreach (var file in record.Files)
            {
                _tracked.TryAdd(file, new PrefixPath(file, PrefixPathType.HardLink));
            }

            foreach (var path in record.Paths)
            {
                _tracked[path.Path] = path;
            }
        }
    }

    /// <summary>Told of each file, if anybody wants to know.</summary>
    internal Action? Placed { get; init; }

    /// <summary>Fills a folder. Returns the paths of files and links, relative to the environment.</summary>
    /// <exception cref="PosixException">A file cannot be read or made.</exception>
    internal IReadOnlyList<string> Fill(string folder, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        using var source = FolderHandle.Open(_from);
        using var target = FolderHandle.Open(folder);
        Walk(source, target, "", path =>
        {
            _placed.Add(path);
            Placed?.Invoke();
            stop.ThrowIfCancellationRequested();
        });
        if (_scope == RelocationScope.Everything)
        {
            RelocatedRecords.Update(folder, _records, _hashes);
        }

        return _placed;
    }

    private void Walk(FolderHandle source, FolderHandle target, string folder, Action<string> placed)
    {
        foreach (var (name, status) in RelocatedFile.Entries(source))
        {
            var path = folder.Length == 0 ? PathText.Decode(name.AsSpan(..^1)) : $"{folder}/{PathText.Decode(name.AsSpan(..^1))}";
            if (!IsWanted(path))
            {
                continue;
            }

            if (status.Kind == FileKind.Folder)
            {
                Enter(source, target, (name, status, path), placed);
            }
            else if (status.Kind is FileKind.File or FileKind.SymbolicLink)
            {
                Place((source, target), (name, status), path);
                placed(path);
            }
        }
    }

    private void Place((FolderHandle Source, FolderHandle Target) folders, (byte[] Name, FileStatus Status) file, string path)
    {
        var known = _tracked.GetValueOrDefault(path);
        try
        {
            if (_file.Place(folders, file, path, known) is { } content && known is not null)
            {
                _hashes[path] = Convert.ToHexStringLower(SHA256.HashData(content));
            }
        }
        catch (PosixException exception) when (exception.Errno == PosixException.AlreadyExists && _scope == RelocationScope.Untracked)
        {
            // A package brings the file now, and is the one that says what is in it.
        }
    }

    // Empty folders belong to packages, which bring them themselves.
    private void Enter(FolderHandle source, FolderHandle target, (byte[] Name, FileStatus Status, string Path) folder, Action<string> placed)
    {
        var before = _placed.Count;
        var isNew = Make(target, folder.Name, folder.Status.Permissions | 0x1C0);
        using (var from = source.OpenFolder(folder.Name))
        using (var to = target.OpenFolder(folder.Name))
        {
            Walk(from, to, folder.Path, placed);
        }

        if (isNew && _scope == RelocationScope.Untracked && _placed.Count == before)
        {
            target.RemoveFolder(folder.Name);
        }
    }

    private static bool Make(FolderHandle target, byte[] name, int permissions)
    {
        try
        {
            target.MakeFolder(name, permissions);
            return true;
        }
        catch (PosixException exception) when (exception.Errno == PosixException.AlreadyExists)
        {
            return false;
        }
    }

    private bool IsWanted(string path)
    {
        if (path is ".tare-transaction" or "conda-meta/.tare.lock" or ".tare-staging")
        {
            return false;
        }

        if (_scope == RelocationScope.Everything)
        {
            return true;
        }

        var top = path.Split('/')[0];
        return top == "conda-meta" ? path is "conda-meta" or "conda-meta/state" or "conda-meta/pinned" : !Reserved.Contains(top) && !_tracked.ContainsKey(path);
    }
}
