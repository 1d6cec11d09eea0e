using System.CommandLine;
using Tare.Archives.Packages;
using Tare.Cli.Views;
using Tare.Primitives;

namespace Tare.Cli.Commands.Package;

/// <summary><c>tare package create</c>.</summary>
internal static class CreateCommand
{
    internal static Command Create(CommandContext context)
    {
        var folder = new Argument<string>("folder") { Description = "An unpacked package: a folder with info/index.json" };
        var output = new Option<string>("--output", "-o") { Description = "The package to write; its ending decides the format", Required = true, HelpName = "FILE" };
        var level = new Option<int?>("--level") { Description = "Compression level: zstd 1 to 22 (19), bzip2 1 to 9 (9)", HelpName = "N" };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output" };
        var command = new Command("create", "Write a package from an unpacked one; the same files give the same bytes.\n\n  tare package create work/ -o demo-1.0-0.conda")
        {
            folder, output, level, json,
        };
        command.SetAction(parsed =>
        {
            var source = Path.Combine(context.WorkingDirectory, parsed.GetRequiredValue(folder));
            var target = Path.Combine(context.WorkingDirectory, parsed.GetRequiredValue(output));
            PackageNames.Stem(target);
            Write(source, target, new PackageWriterOptions { Level = Checked(parsed.GetValue(level), target) });
            var size = new FileInfo(target).Length;
            if (parsed.GetValue(json))
            {
                JsonText.Write(context.Terminal.Output, writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("path", target);
                    writer.WriteNumber("size", size);
                    writer.WriteEndObject();
                });
            }
            else
            {
                context.Terminal.Error.WriteLine($"{target}: {new ByteSize(size)}");
            }

            return (int)ExitStatus.Done;
        });
        return command;
    }

    private static int? Checked(int? level, string target)
    {
        var highest = target.EndsWith(".conda", StringComparison.Ordinal) ? 22 : 9;
        return level is null || (level >= 1 && level <= highest) ? level : throw new UsageException($"{level} is no compression level", $"give 1 to {highest}");
    }

    private static void Write(string source, string target, PackageWriterOptions options)
    {
        var files = FolderPackageFiles.Read(source).ToList();
        if (!files.Exists(f => f.Entry.PathText == "info/index.json"))
        {
            throw new UsageException($"`{source}` has no info/index.json", "give the folder of an unpacked package");
        }

        if (!files.Exists(f => f.Entry.PathText == "info/paths.json"))
        {
            files.Add(PackageFile.Of("info/paths.json", PackagePathsWriter.Write(files)));
        }

        PackageWriter.Write(target, files, options);
    }
}
