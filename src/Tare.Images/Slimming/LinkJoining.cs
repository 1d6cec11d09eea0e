using System.Security.Cryptography;
using Tare.Archives.Tar;
using Tare.Images.FileSystem;

namespace Tare.Images.Slimming;

/// <summary>
/// Makes a copy a hard link again while a layer is written. That they are the same was a guess from few bits of a hash; whether it
/// holds is seen here, before anything is kept.
/// </summary>
internal sealed class LinkJoining(ImageTree tree) : IDisposable
{
    private readonly Dictionary<int, IncrementalHash> _hashes = [];

    /// <summary>Takes the digest of an entry that others become links to, while it is written.</summary>
    internal IncrementalHash HashOf(int holder) => _hashes[holder] = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Writes the entry as a link to <paramref name="holder"/>; other content than there raises <see cref="ImageException"/>.</summary>
    internal void Write(int number, int holder, TarEntry entry, TarReader reader, TarWriter writer)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var chunk = reader.ReadChunk(); chunk.Length > 0; chunk = reader.ReadChunk())
        {
            hash.AppendData(chunk);
        }

        if (!hash.GetCurrentHash().AsSpan().SequenceEqual(_hashes[holder].GetCurrentHash()))
        {
            throw new ImageException(
                $"`{tree.Paths.PathText(tree.Entry(number).Path)}` and `{tree.Paths.PathText(tree.Entry(holder).Path)}` look like copies of one file and are not",
                "slim with `--keep split-links`");
        }

        writer.Write(entry with { Kind = TarEntryKind.HardLink, LinkTarget = tree.Paths.Bytes(tree.Entry(holder).Path), Size = 0, Attributes = [], HeaderBlocks = default });
    }

    public void Dispose()
    {
        foreach (var hash in _hashes.Values)
        {
            hash.Dispose();
        }
    }
}
