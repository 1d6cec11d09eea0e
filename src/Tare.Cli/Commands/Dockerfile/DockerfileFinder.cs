using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Syntax;

namespace Tare.Cli.Commands.Dockerfile;

/// <summary>From the words on the command line to the files they mean.</summary>
internal static class DockerfileFinder
{
    private static readonly string[] DefaultNames = ["Dockerfile", "Containerfile"];

    /// <summary>
    /// Files as named; in folders every <c>environment.yml</c> and everything called <c>Dockerfile</c>, <c>Containerfile</c>, <c>Dockerfile.*</c> or
    /// <c>*.Dockerfile</c>; <c>-</c> is standard input; without words, the Dockerfile of this folder.
    /// </summary>
    internal static IReadOnlyList<string> Find(IReadOnlyList<string> words, CommandContext context)
    {
        if (words.Count == 0)
        {
            var here = DefaultNames.FirstOrDefault(n => File.Exists(Path.Combine(context.WorkingDirectory, n)));
            return here is not null ? [here] : throw new UsageException("there is no Dockerfile in this folder", "name a file or a folder");
        }

        return [.. words.SelectMany(w => Expand(w, context)).Distinct(StringComparer.Ordinal)];
    }

    internal static SourceText Read(string path, CommandContext context)
    {
        if (path == "-")
        {
            return SourceText.From(context.Terminal.Input.ReadToEnd());
        }

        return SourceText.From(File.ReadAllBytes(Path.Combine(context.WorkingDirectory, path)));
    }

    private static IEnumerable<string> Expand(string word, CommandContext context)
    {
        var path = Path.Combine(context.WorkingDirectory, word);
        if (word == "-" || File.Exists(path))
        {
            return [word];
        }

        if (!Directory.Exists(path))
        {
            throw new UsageException($"there is no file or folder `{word}`");
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return Directory.EnumerateFiles(path, "*", options)
            .Where(f => IsLinted(Path.GetFileName(f)))
            .Select(f => Path.Join(word, Path.GetRelativePath(path, f)))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>A name with the ending of YAML is an environment file; everything else is read as a Dockerfile.</summary>
    internal static LintedKind KindOf(string path) =>
        path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
            ? LintedKind.Environment
            : LintedKind.Dockerfile;

    private static bool IsLinted(string name) =>
        name is "environment.yml" or "environment.yaml" or "Dockerfile" or "Containerfile" || name.StartsWith("Dockerfile.", StringComparison.Ordinal)
        || name.EndsWith(".Dockerfile", StringComparison.OrdinalIgnoreCase);
}
