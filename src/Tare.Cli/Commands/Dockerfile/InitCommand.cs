using System.CommandLine;
using Tare.Dockerfile.Templates;
using Tare.Primitives.Files;

namespace Tare.Cli.Commands.Dockerfile;

/// <summary><c>tare dockerfile init</c>.</summary>
internal static class InitCommand
{
    internal static Command Create(CommandContext context)
    {
        var file = new Option<string>("--file", "-f") { Description = "The environment.yml or lock to install", DefaultValueFactory = _ => "environment.yml" };
        var purpose = new Option<ImagePurpose>("--for") { Description = "inference, train, jupyter, ssh or api" };
        var gpu = new Option<bool>("--gpu") { Description = "Solve for CUDA, and let the NVIDIA runtime in" };
        var cuda = new Option<string>("--cuda") { Description = "Which CUDA", DefaultValueFactory = _ => "12.4" };
        var force = new Option<bool>("--force") { Description = "Write over files that are there" };
        var print = new Option<bool>("--dry-run", "-d") { Description = "Print the Dockerfile and write nothing" };
        var command = new Command("init", "Write the Dockerfile for an environment. Example: tare dockerfile init -f environment.yml --for api") { file, purpose, gpu, cuda, force, print };
        command.SetAction(parsed =>
        {
            var options = new TemplateOptions(parsed.GetValue(purpose), parsed.GetValue(file)!) { Gpu = parsed.GetValue(gpu), Cuda = parsed.GetValue(cuda)! };
            var text = DockerfileTemplate.Write(options);
            if (parsed.GetValue(print))
            {
                context.Terminal.Output.Write(text);
                return (int)ExitStatus.Done;
            }

            Write("Dockerfile", text, parsed.GetValue(force), context);
            Write(".dockerignore", DockerfileTemplate.WriteIgnore(), parsed.GetValue(force), context);
            context.Terminal.Error.WriteLine("put the tare binary beside them (`cp $(command -v tare) .`), then build as always");
            return (int)ExitStatus.Done;
        });
        return command;
    }

    private static void Write(string name, string text, bool force, CommandContext context)
    {
        var path = Path.Combine(context.WorkingDirectory, name);
        if (File.Exists(path) && !force)
        {
            throw new UsageException($"`{name}` is there already", "add --force to write over it");
        }

        AtomicFile.Write(path, text);
        context.Terminal.Error.WriteLine($"wrote {name}");
    }
}
