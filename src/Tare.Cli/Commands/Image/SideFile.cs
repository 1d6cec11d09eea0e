using Tare.Primitives;

namespace Tare.Cli.Commands.Image;

/// <summary>A file that is written beside an image: a page, a report, a digest.</summary>
internal static class SideFile
{
    /// <summary>Its absolute path, or null where none was asked for. Asked before the work begins, which is long: <see cref="TareException"/> where the folder is not there.</summary>
    internal static string? Place(string? file, CommandContext context)
    {
        if (file is null)
        {
            return null;
        }

        var path = Path.GetFullPath(file, context.WorkingDirectory);
        var folder = Path.GetDirectoryName(path);
        return folder is null || Directory.Exists(folder) ? path : throw new TareException($"cannot write `{path}`: its folder does not exist", $"make it first: `mkdir -p {folder}`");
    }
}
