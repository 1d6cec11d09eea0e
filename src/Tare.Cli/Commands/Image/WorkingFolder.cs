using Tare.Oci.References;

namespace Tare.Cli.Commands.Image;

/// <summary>A folder for layers on their way: beside the output, where there is room for it anyway, else in TMPDIR. It goes when the command ends.</summary>
internal sealed class WorkingFolder : IDisposable
{
    internal WorkingFolder(ImageReference target, CommandContext context)
    {
        var parent = target.Transport == Transport.Registry
            ? context.Environment.GetValueOrDefault("TMPDIR") is { Length: > 0 } folder ? folder : System.IO.Path.GetTempPath()
            : System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(System.IO.Path.Combine(context.WorkingDirectory, target.Path))) ?? "/";
        Path = System.IO.Path.Combine(parent, $".tare-slim-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
    }

    internal string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
