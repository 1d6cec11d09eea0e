using System.Collections.Concurrent;
using System.Text;
using Tare.Conda.VirtualPackages;
using Tare.Images.Scanning;

namespace Tare.Images.Building;

/// <summary>Takes the version out of every C library that passes by.</summary>
internal sealed class LibcReader : IContentReader
{
    internal ConcurrentBag<(ContentPlace Place, string Version)> Found { get; } = [];

    // Before 2.34 the file was libc-2.31.so, and libc.so.6 a link to it.
    public bool Wants(ReadOnlySpan<byte> path, long size)
    {
        var name = path[(path.LastIndexOf((byte)'/') + 1)..];
        return size < 64 << 20 && (name.SequenceEqual("libc.so.6"u8) || (name.StartsWith("libc-2."u8) && name.EndsWith(".so"u8)));
    }

    public void Take(ContentPlace place, ReadOnlySpan<byte> content)
    {
        if (GlibcVersion.Of(content) is { } version)
        {
            Found.Add((place, version));
        }
    }
}
