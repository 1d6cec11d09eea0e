using System.Buffers;
using System.Security.Cryptography;

namespace Tare.Archives.Tar;

/// <summary>
/// Writes a tar archive whose bytes depend on nothing but the entries given: ustar headers, a pax header only where a value does
/// not fit (long names, large numbers, parts of a second, extended attributes), no process id, no padding beyond the two closing
/// blocks. Order, owners and times are the caller's.
/// </summary>
public sealed class TarWriter(Stream output, bool leaveOpen = false) : IDisposable
{
    private static readonly byte[] Zeros = new byte[2 * TarBlock.Size];
    private bool _finished;

    /// <summary>Bytes written so far.</summary>
    public long Position { get; private set; }

    /// <summary>Writes an entry without content.</summary>
    public void Write(TarEntry entry) => Write(entry, ReadOnlySpan<byte>.Empty);

    /// <summary>Writes an entry and its content; the entry's size is the content's.</summary>
    public void Write(TarEntry entry, ReadOnlySpan<byte> content)
    {
        WriteHeader(entry with { Size = content.Length });
        Put(content);
        Pad(content.Length);
    }

    /// <summary>Writes an entry and as many bytes of content as its size says; fewer raise <see cref="ArchiveException"/>.</summary>
    public void Write(TarEntry entry, Stream content)
    {
        WriteHeader(entry);
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            for (var rest = entry.Size; rest > 0;)
            {
                var read = content.Read(buffer, 0, (int)Math.Min(buffer.Length, rest));
                if (read == 0)
                {
                    throw new ArchiveException($"`{entry.PathText}` has {rest} bytes less than the {entry.Size} it had", "something changes it meanwhile");
                }

                Put(buffer.AsSpan(0, read));
                rest -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        Pad(entry.Size);
    }

    /// <summary>
    /// Writes the reader's current entry as it is: its header blocks to the byte where the reader kept them, else a header with the
    /// same values, and its content, which goes through <paramref name="hash"/> on the way.
    /// </summary>
    public void Copy(TarReader reader, TarEntry entry, IncrementalHash? hash = null)
    {
        if (entry.HeaderBlocks.IsEmpty)
        {
            WriteHeader(entry);
        }
        else
        {
            Put(entry.HeaderBlocks.Span);
        }

        for (var chunk = reader.ReadChunk(); chunk.Length > 0; chunk = reader.ReadChunk())
        {
            Put(chunk);
            hash?.AppendData(chunk);
        }

        Pad(entry.Size);
    }

    /// <summary>Writes the two closing blocks. <see cref="Dispose"/> does not: an archive that was given up stays recognisably short.</summary>
    public void Finish()
    {
        if (!_finished)
        {
            _finished = true;
            Put(Zeros);
            output.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!leaveOpen)
        {
            output.Dispose();
        }
    }

    private void WriteHeader(TarEntry entry)
    {
        Span<byte> block = stackalloc byte[TarBlock.Size];
        var records = TarHeaderFormat.Format(entry, block);
        if (records.Length > 0)
        {
            Span<byte> extension = stackalloc byte[TarBlock.Size];
            TarHeaderFormat.FormatExtension(records.Length, extension);
            Put(extension);
            Put(records);
            Pad(records.Length);
        }

        Put(block);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        Position += bytes.Length;
    }

    private void Pad(long size) => Put(Zeros.AsSpan(0, TarBlock.Padding(size)));
}
