using Tare.Images.Building;
using Tare.Primitives;
using Tare.Primitives.Files;

namespace Tare.Cli.Commands.Image;

/// <summary>
/// Where layers are while an image is built: those of packages are kept from build to build in <c>$XDG_CACHE_HOME/tare/layers</c>; the others,
/// and with <c>--no-layer-cache</c> all, go when the command ends. What is kept is kept below a size.
/// </summary>
internal sealed class LayerFolder : IDisposable
{
    private readonly ScratchFolder _scratch;
    private readonly TimeProvider _clock;
    private readonly ByteSize? _limit;

    internal LayerFolder(CommandContext context, bool isTemporary, ByteSize limit)
    {
        (_clock, _limit) = (context.Clock, isTemporary ? null : (ByteSize?)limit);
        var cache = Cache(context);
        Directory.CreateDirectory(cache);
        _scratch = new ScratchFolder(cache, "layers");
        Path = isTemporary ? _scratch.Path : System.IO.Path.Combine(cache, "layers");
        Directory.CreateDirectory(Path);
        Leftovers.RemoveFiles(System.IO.Path.Join(Path, "blobs", "sha256"), ".", ".partial");
    }

    internal string Path { get; }

    /// <summary>For layers that no other build could use.</summary>
    internal string Own => _scratch.Path;

    public void Dispose()
    {
        _scratch.Dispose();
        if (_limit is { } limit)
        {
            LayerCacheLimit.Apply(Path, limit, _clock.GetUtcNow());
        }
    }

    private static string Cache(CommandContext context) => context.Environment.GetValueOrDefault("XDG_CACHE_HOME") is { Length: > 0 } cache ? System.IO.Path.Combine(cache, "tare")
        : context.Environment.GetValueOrDefault("HOME") is { Length: > 0 } home ? System.IO.Path.Combine(home, ".cache", "tare")
        : System.IO.Path.Combine(System.IO.Path.GetTempPath(), "tare-cache");
}
