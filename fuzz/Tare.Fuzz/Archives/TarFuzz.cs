using Tare.Archives.Tar;

namespace Tare.Fuzz.Archives;

/// <summary>
/// The tar reader. The checksums of headers are made right first, or no mutation would get past them. What is read is written again
/// and must read the same.
/// </summary>
internal static class TarFuzz
{
    internal static readonly FuzzTarget Target = new("tar", Run, () => [Seeds.Tar()]);

    private static void Run(ReadOnlySpan<byte> input)
    {
        var bytes = input.ToArray();
        for (var at = 0; at + 512 <= bytes.Length; at += 512)
        {
            if (bytes.AsSpan(at + 257, 5).SequenceEqual("ustar"u8))
            {
                Seal(bytes.AsSpan(at, 512));
            }
        }

        using var copy = new MemoryStream();
        var first = Read(bytes, copy);
        var second = Read(copy.ToArray(), null);
        if (!first.SequenceEqual(second))
        {
            throw new InvalidOperationException("a copy does not read as the original: " + string.Join('|', first) + " and " + string.Join('|', second));
        }
    }

    private static List<string> Read(byte[] bytes, MemoryStream? copy)
    {
        var entries = new List<string>();
        using var reader = new TarReader(new MemoryStream(bytes), new TarReaderOptions { MaximumEntries = 1000 });
        using var writer = new TarWriter(copy ?? new MemoryStream(), leaveOpen: true);
        while (reader.Next() is { } entry)
        {
            if (entry.Path.IsEmpty || entry.Path.Span.Contains((byte)0))
            {
                continue;
            }

            var content = reader.ReadAll(1 << 20);
            writer.Write(entry, content);
            entries.Add($"{entry} {entry.Mode} {entry.Size} {entry.ModifiedSeconds}.{entry.ModifiedNanoseconds} {entry.Attributes.Count}".Replace("/ ", " ", StringComparison.Ordinal));
        }

        writer.Finish();
        return entries;
    }

    private static void Seal(Span<byte> block)
    {
        block.Slice(148, 8).Fill((byte)' ');
        var sum = 0;
        foreach (var value in block)
        {
            sum += value;
        }

        System.Text.Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ", block[148..]);
    }
}
