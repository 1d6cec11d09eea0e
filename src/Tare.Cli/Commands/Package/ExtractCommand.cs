using System.CommandLine;
using Tare.Archives.Packages;
using Tare.Cli.Views;
using Tare.Primitives.Concurrency;

namespace Tare.Cli.Commands.Package;

/// <summary><c>tare package extract</c>.</summary>
internal static class ExtractCommand
{
    internal static Command Create(CommandContext context)
    {
        var files = new Argument<string[]>("file") { Arity = ArgumentArity.OneOrMore, Description = "Packages: .conda or .tar.bz2" };
        var output = new Option<string>("--output", "-o") { Description = "Where the packages' folders are made; here, if not given", HelpName = "DIR" };
        var force = new Option<bool>("--force", "-f") { Description = "Replace a folder that exists" };
        var check = new Option<PackageCheck>("--check") { Description = "When files do not fit the package's own list: refuse (the default), report or none", HelpName = "WHAT" };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Say nothing but errors" };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output" };
        var command = new Command("extract", "Unpack packages, every file checked.\n\n  tare package extract numpy-1.26.4-py311h64a7726_0.conda -o pkgs")
        {
            files, output, force, check, quiet, json,
        };
        command.SetAction((parsed, stop) =>
        {
            var options = new ExtractionOptions { Check = parsed.GetValue(check), Replace = parsed.GetValue(force) };
            var destination = Path.Combine(context.WorkingDirectory, parsed.GetValue(output) ?? ".");
            var paths = (parsed.GetValue(files) ?? []).Select(f => Path.Combine(context.WorkingDirectory, f)).ToArray();
            var packages = Extract(paths, destination, (options, TakeSha256: parsed.GetValue(json)), stop);
            if (parsed.GetValue(json))
            {
                JsonText.Write(context.Terminal.Output, writer => PackageView.WriteJson(writer, packages));
            }
            else
            {
                PackageView.Write(context.Terminal, packages, parsed.GetValue(quiet));
            }

            return Task.FromResult((int)ExitStatus.Done);
        });
        return command;
    }

    // Whole packages side by side: unpacking one of them is a chain of steps that each wait for the one before.
    private static ExtractedPackage[] Extract(string[] paths, string destination, (ExtractionOptions Extraction, bool TakeSha256) options, CancellationToken stop)
    {
        var results = new ExtractedPackage[paths.Length];
        var threads = Math.Min(paths.Length, Environment.ProcessorCount);
        var readerOptions = new PackageReaderOptions { Threads = Math.Max(1, Environment.ProcessorCount / threads), TakeSha256 = options.TakeSha256 };
        var crew = new WorkCrew<int>(threads);
        foreach (var index in Enumerable.Range(0, paths.Length).OrderBy(i => new FileInfo(paths[i]) is { Exists: true } f ? f.Length : 0))
        {
            // The last one added is the first one taken, so the largest is never what everyone waits for at the end.
            crew.Add(index);
        }

        crew.Run(
            () => index =>
            {
                using var reader = PackageReader.Open(paths[index], readerOptions);
                results[index] = PackageExtraction.Extract(reader, Path.Combine(destination, PackageNames.Stem(paths[index])), options.Extraction, stop);
            },
            stop);
        return results;
    }
}
