using Tare.Oci.References;
using Tare.Primitives.Files;

namespace Tare.Cli.Commands.Image;

/// <summary>A folder for layers on their way: beside the output, where there is room for it anyway, else in TMPDIR.</summary>
internal static class WorkingFolder
{
    internal static ScratchFolder For(ImageReference target, CommandContext context) => new(
        target.Transport == Transport.Registry
            ? context.Environment.GetValueOrDefault("TMPDIR") is { Length: > 0 } folder ? folder : Path.GetTempPath()
            : Path.GetDirectoryName(Path.GetFullPath(Path.Combine(context.WorkingDirectory, target.Path))) ?? "/",
        ".tare-slim");
}
