using System.Text;
using Tare.Primitives.Files;
using Tare.Primitives.Posix;

namespace Tare.Conda.VirtualPackages;

/// <summary>The files of a machine that tell what it is; what is missing or unreadable tells nothing.</summary>
internal sealed class MachineFiles(string root)
{
    private const int MaximumText = 1 << 20;
    private readonly byte[] _chunk = new byte[4096];

    internal string? KernelRelease() => Text("proc/sys/kernel/osrelease")?.Trim();

    internal string? Text(string path)
    {
        var bytes = Bytes(path, MaximumText);
        return bytes is null ? null : Encoding.UTF8.GetString(bytes);
    }

    /// <summary>There is a file or a link of that name, wherever the link leads.</summary>
    internal bool Has(string path) => new FileInfo(Path.Join(root, path)) is var file && (file.Exists || file.LinkTarget is not null);

    /// <summary>A library, or null.</summary>
    internal MappedFile? Library(string path) => MappedFile.TryMap(Path.Join(root, path));

    /// <summary>The names in a folder that start so; nothing is asked about the files behind them.</summary>
    internal IReadOnlyList<string> Names(string folder, string start)
    {
        try
        {
            using var handle = FolderHandle.Open(Path.Join(root, folder));
            var names = new List<string>();
            var prefix = Encoding.UTF8.GetBytes(start);
            var entries = handle.Entries(new byte[32 * 1024]);
            while (entries.MoveNext())
            {
                if (entries.Current.NameZ.StartsWith(prefix))
                {
                    names.Add(PathText.Decode(entries.Current.NameZ[..^1]));
                }
            }

            return names;
        }
        catch (PosixException)
        {
            return [];
        }
    }

    internal string? MacOSVersion()
    {
        var text = Text("System/Library/CoreServices/SystemVersion.plist");
        var key = text?.IndexOf("<key>ProductVersion</key>", StringComparison.Ordinal) ?? -1;
        var start = key < 0 ? -1 : text!.IndexOf("<string>", key, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text!.IndexOf("</string>", start, StringComparison.Ordinal);
        return end < 0 ? null : text![(start + 8)..end];
    }

    private byte[]? Bytes(string path, int limit)
    {
        try
        {
            using var stream = new FileStream(Path.Join(root, path), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            var buffer = new MemoryStream();
            for (int read; buffer.Length < limit && (read = stream.Read(_chunk)) > 0;)
            {
                buffer.Write(_chunk, 0, read);
            }

            return buffer.ToArray();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
