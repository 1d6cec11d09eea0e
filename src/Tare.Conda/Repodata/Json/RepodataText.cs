using Microsoft.Win32.SafeHandles;

namespace Tare.Conda.Repodata.Json;

/// <summary>
/// The text of a package list, read at any place by any thread. Files are read, not mapped: another program may cut the file short
/// while it is read, and a map would then kill the process.
/// </summary>
internal abstract class RepodataText : IDisposable
{
    /// <summary>How many bytes there are.</summary>
    public abstract long Length { get; }

    /// <summary>Copies bytes from a place; 0 means that the text ends there.</summary>
    public abstract int Read(long offset, Span<byte> buffer);

    /// <summary>A file's text.</summary>
    public static RepodataText OfFile(string path) => new InFile(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

    /// <summary>A text in memory.</summary>
    public static RepodataText Of(ReadOnlyMemory<byte> bytes) => new InMemory(bytes);

    /// <inheritdoc/>
    public abstract void Dispose();

    private sealed class InFile(SafeFileHandle handle) : RepodataText
    {
        public override long Length { get; } = RandomAccess.GetLength(handle);

        public override int Read(long offset, Span<byte> buffer) => RandomAccess.Read(handle, buffer, offset);

        public override void Dispose() => handle.Dispose();
    }

    private sealed class InMemory(ReadOnlyMemory<byte> bytes) : RepodataText
    {
        public override long Length => bytes.Length;

        public override int Read(long offset, Span<byte> buffer)
        {
            var rest = bytes.Span[(int)Math.Min(offset, bytes.Length)..];
            var taken = Math.Min(rest.Length, buffer.Length);
            rest[..taken].CopyTo(buffer);
            return taken;
        }

        public override void Dispose()
        {
        }
    }
}
