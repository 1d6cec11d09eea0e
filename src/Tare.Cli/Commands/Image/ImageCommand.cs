using System.CommandLine;

namespace Tare.Cli.Commands.Image;

/// <summary><c>tare image</c>: what is done to images.</summary>
internal static class ImageCommand
{
    private static readonly CommandEntry[] Entries =
    [
        new("inspect", "See where an image's bytes are", InspectCommand.Create),
        new("compare", "Compare two images by size and packages", CompareCommand.Create),
        new("ls", "List the files of an image with size, layer and package", ListFilesCommand.Create),
        new("build", "Build an image of an environment, without Docker", BuildCommand.Create),
        new("slim", "Write an image again without its waste", SlimCommand.Create),
        new("copy", "Copy an image between registries, folders and archives", CopyCommand.Create),
        new("tags", "List the tags of a repository", TagsCommand.Create),
    ];

    internal static Command Create(CommandContext context)
    {
        var command = new Command("image", "See, slim, build, compare and copy container images.\n\n  tare image inspect app.tar");
        foreach (var entry in Entries)
        {
            command.Subcommands.Add(entry.Create(context));
        }

        return command;
    }
}
