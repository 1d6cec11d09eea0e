namespace Tare.Cli.Commands.Image;

/// <summary>Where layers are kept from build to build: <c>$XDG_CACHE_HOME/tare/layers</c>; or a folder that goes when the command ends.</summary>
internal sealed class LayerFolder : IDisposable
{
    private readonly bool _isTemporary;

    internal LayerFolder(CommandContext context, bool isTemporary)
    {
        _isTemporary = isTemporary;
        Path = System.IO.Path.Combine(Cache(context), isTemporary ? $"layers-{Guid.NewGuid():N}" : "layers");
        Directory.CreateDirectory(Path);
    }

    internal string Path { get; }

    public void Dispose()
    {
        if (_isTemporary)
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    private static string Cache(CommandContext context) => context.Environment.GetValueOrDefault("XDG_CACHE_HOME") is { Length: > 0 } cache ? System.IO.Path.Combine(cache, "tare")
        : context.Environment.GetValueOrDefault("HOME") is { Length: > 0 } home ? System.IO.Path.Combine(home, ".cache", "tare")
        : System.IO.Path.Combine(System.IO.Path.GetTempPath(), "tare-cache");
}
