using System.Text;
using Microsoft.Win32.SafeHandles;
using Tare.Conda.Prefixes;
using Tare.Primitives.Posix;

namespace Tare.Conda.Relocation;

/// <summary>One file or link of an environment, put where the environment is going to be.</summary>
internal sealed class RelocatedFile(string from, string to, bool mayLink)
{
    private const int Sample = 8192;

    // Larger text is data, not configuration.
    private const long LongestText = 64L << 20;

    private readonly RelocatedContent _content = new(from, to);

    /// <summary>The names of a folder, with their status; sorted, so that a run can be compared with another.</summary>
    internal static IReadOnlyList<(byte[] Name, FileStatus Status)> Entries(FolderHandle folder)
    {
        var found = new List<(byte[], FileStatus)>();
        var entries = folder.Entries(new byte[32 * 1024]);
        while (entries.MoveNext())
        {
            var name = entries.Current.NameZ.ToArray();
            found.Add((name, folder.Status(name)));
        }

        found.Sort(static (a, b) => a.Item1.AsSpan().SequenceCompareTo(b.Item1));
        return found;
    }

    /// <summary>Places it and returns the content, where that had to be written anew.</summary>
    internal byte[]? Place((FolderHandle Source, FolderHandle Target) folders, (byte[] Name, FileStatus Status) file, string path, PrefixPath? known)
    {
        if (file.Status.Kind == FileKind.SymbolicLink)
        {
            PlaceLink(folders, file.Name);
            return null;
        }

        var content = path.StartsWith("conda-meta/", StringComparison.Ordinal) && path != "conda-meta/state" ? null : Rewritten(folders.Source, file, path, known);
        if (content is not null)
        {
            Write(folders.Target, file, target => RandomAccess.Write(target, content, 0));
        }
        else if (!mayLink || path == "conda-meta/history" || !TryLink(folders, file.Name))
        {
            Write(folders.Target, file, target => Copy(folders.Source, file.Name, target));
        }

        return content;
    }

    // A link to a path of the old environment leads to the same path of the new one.
    private void PlaceLink((FolderHandle Source, FolderHandle Target) folders, byte[] name)
    {
        var link = folders.Source.ReadLink(name);
        var moved = link.AsSpan().StartsWith(Encoding.UTF8.GetBytes(from)) ? _content.Text(link) ?? link : link;
        folders.Target.MakeSymbolicLink(name, (byte[])[.. moved, 0]);
    }

    private byte[]? Rewritten(FolderHandle source, (byte[] Name, FileStatus Status) file, string path, PrefixPath? known)
    {
        // What the record says of a package's file need not be found out by reading it.
        if (known is { Type: PrefixPathType.HardLink, PrefixPlaceholder: null, Sha256: not null } || file.Status.Size < from.Length)
        {
            return null;
        }

        if (known is { FileMode: "binary", PrefixPlaceholder: { } placeholder })
        {
            return _content.Binary(ReadAll(source, file.Name), Encoding.UTF8.GetByteCount(placeholder), path);
        }

        return file.Status.Size <= LongestText && IsText(source, file.Name) ? _content.Text(ReadAll(source, file.Name)) : null;
    }

    private static bool IsText(FolderHandle folder, byte[] name)
    {
        Span<byte> sample = stackalloc byte[Sample];
        using var handle = folder.OpenFile(name);
        return !sample[..RandomAccess.Read(handle, sample, 0)].Contains((byte)0);
    }

    private static bool TryLink((FolderHandle Source, FolderHandle Target) folders, byte[] name)
    {
        try
        {
            folders.Source.Link(name, folders.Target, name);
            return true;
        }
        catch (PosixException exception) when (exception.Errno is PosixException.CrossDevice or PosixException.NotPermitted or PosixException.TooManyLinks or PosixException.AccessDenied)
        {
            return false;
        }
    }

    private static void Write(FolderHandle folder, (byte[] Name, FileStatus Status) file, Action<SafeFileHandle> fill)
    {
        using (var handle = folder.CreateFile(file.Name, file.Status.Permissions | 0x80))
        {
            fill(handle);
        }

        folder.SetPermissions(file.Name, file.Status.Permissions);
        folder.SetModified(file.Name, file.Status.Modified);
    }

    private static void Copy(FolderHandle folder, byte[] name, SafeFileHandle target)
    {
        using var source = folder.OpenFile(name);
        FileClone.Copy(source, target);
    }

    private static byte[] ReadAll(FolderHandle folder, byte[] name)
    {
        using var handle = folder.OpenFile(name);
        using var stream = new FileStream(handle, FileAccess.Read, 0);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
