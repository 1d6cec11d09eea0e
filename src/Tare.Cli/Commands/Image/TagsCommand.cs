using System.CommandLine;
using Tare.Cli.Views;
using Tare.Oci.References;
using Tare.Oci.Registries;

namespace Tare.Cli.Commands.Image;

/// <summary><c>tare image tags</c>.</summary>
internal static class TagsCommand
{
    internal static Command Create(CommandContext context)
    {
        var repository = new Argument<string>("repository") { Description = "host/repository, or Docker Hub's short name" };
        var options = new ImageOptions();
        var command = new Command("tags", "List the tags of a repository.\n\n  tare image tags quay.io/org/app") { repository };
        options.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var text = parsed.GetValue(repository)!;
            var reference = RegistryReference.Parse(text.StartsWith("docker://", StringComparison.Ordinal) ? text["docker://".Length..] : text);
            using var registries = options.Registries(parsed, context);
            var tags = await new RegistryRepository(registries.Access, reference).ListTagsAsync(stop);
            if (!parsed.GetValue(options.Json))
            {
                foreach (var tag in tags)
                {
                    await context.Terminal.Output.WriteLineAsync(tag);
                }

                return (int)ExitStatus.Done;
            }

            JsonText.Write(context.Terminal.Output, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("repository", $"{reference.Host}/{reference.Repository}");
                writer.WriteStartArray("tags");
                foreach (var tag in tags)
                {
                    writer.WriteStringValue(tag);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            });
            return (int)ExitStatus.Done;
        });
        return command;
    }
}
