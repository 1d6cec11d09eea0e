using System.CommandLine;
using Tare.Cli.Commands.Changes;
using Tare.Cli.Views;
using Tare.Dockerfile.Templates;
using Tare.Primitives.Files;
using Tare.Primitives.Json;

namespace Tare.Cli.Commands.Dockerfile;

/// <summary><c>tare dockerfile init</c>.</summary>
internal static class InitCommand
{
    internal static Command Create(CommandContext context)
    {
        var file = new Option<string>("--file", "-f") { Description = "The environment.yml or lock to install", HelpName = "FILE", DefaultValueFactory = _ => "environment.yml" };
        var purpose = new Option<ImagePurpose>("--for") { Description = "inference (the default), train, jupyter, ssh or api", HelpName = "PURPOSE" };
        var gpu = new Option<bool>("--gpu") { Description = "Solve for CUDA, and let the NVIDIA runtime in" };
        var cuda = new Option<string>("--cuda") { Description = "Which CUDA", HelpName = "VERSION", DefaultValueFactory = _ => "12.4" };
        var subdir = new Option<string?>("--platform") { Description = "The platform of the image", HelpName = "SUBDIR" };
        var noLock = new Option<bool>("--no-lock") { Description = "Make no environment.lock: each build solves the file anew" };
        var force = new Option<bool>("--force") { Description = "Write over files that are there" };
        var print = new Option<bool>("--dry-run", "-d") { Description = "Print the Dockerfile and write nothing" };
        var command = new Command("init", """
            Write the Dockerfile for an environment, its .dockerignore and its lock.

              tare dockerfile init -f environment.yml --for api
              tare dockerfile init --for train --gpu --cuda 12.6
            """)
        {
            file, purpose, gpu, cuda, subdir, noLock, force, print,
        };
        var shared = CondaOptions.AddTo(command, CondaOptionSet.Channels);
        command.SetAction((parsed, stop) =>
        {
            var name = parsed.GetValue(file)!;
            if (!File.Exists(Path.Combine(context.WorkingDirectory, name)))
            {
                throw new UsageException($"there is no file `{name}`", "name the environment.yml or the lock with -f");
            }

            var invocation = shared.Resolve(parsed, context);
            var requested = RequestedPackages.Read([], [name], parsed.GetValue(subdir), invocation);
            (string?, string?) target = (parsed.GetValue(subdir), parsed.GetValue(gpu) ? VersionWord.Of(parsed, cuda!) : null);
            var locked = parsed.GetValue(noLock) ? null : new EnvironmentLock(invocation).Solve(requested, target, stop);
            var text = DockerfileTemplate.Write(new TemplateOptions(parsed.GetValue(purpose), locked is null ? name : EnvironmentLock.FileName)
            {
                Gpu = parsed.GetValue(gpu),
                Cuda = parsed.GetValue(cuda)!,
                IsLocked = locked is not null || requested.IsExplicit,
            });
            if (parsed.GetValue(print) && !invocation.Json)
            {
                context.Terminal.Output.Write(text);
            }
            else if (!parsed.GetValue(print))
            {
                Write([(EnvironmentLock.FileName, locked), ("Dockerfile", text), (".dockerignore", DockerfileTemplate.WriteIgnore())], parsed.GetValue(force), context);
                context.Terminal.Error.WriteLine("put the tare binary beside them (`cp $(command -v tare) .`), then build as always");
            }

            if (invocation.Json)
            {
                Answer(parsed.GetValue(print), locked, context);
            }

            return Task.FromResult((int)ExitStatus.Done);
        });
        return command;
    }

    private static void Answer(bool dryRun, string? locked, CommandContext context) => JsonText.Write(context.Terminal.Output, writer =>
    {
        string[] files = locked is null ? ["Dockerfile", ".dockerignore"] : [EnvironmentLock.FileName, "Dockerfile", ".dockerignore"];
        writer.WriteStartObject();
        writer.WriteBoolean("dry_run", dryRun);
        writer.WriteTexts("files", files);
        writer.WriteBoolean("success", true);
        writer.WriteEndObject();
    });

    // All or nothing: a file that is there already stops before anything is written.
    private static void Write((string Name, string? Text)[] files, bool force, CommandContext context)
    {
        var wanted = files.Where(f => f.Text is not null).Select(f => (f.Name, Path: Path.Combine(context.WorkingDirectory, f.Name), Text: f.Text!)).ToArray();
        if (!force && wanted.FirstOrDefault(f => File.Exists(f.Path)) is { Name: { } present })
        {
            throw new UsageException($"`{present}` is there already", "add --force to write over it");
        }

        foreach (var (name, path, text) in wanted)
        {
            AtomicFile.Write(path, text);
            context.Terminal.Error.WriteLine($"wrote {name}");
        }
    }
}
