using System.IO.Enumeration;

namespace Tare.Cli.Commands.Dockerfile;

/// <summary>From the words on the command line to the files they mean.</summary>
internal static class DockerfileFinder
{
    private static readonly string[] DefaultNames = ["Dockerfile", "Containerfile", "environment.yml", "environment.yaml"];

    // Folders that hold other people's files, or no files of the project at all.
    private static readonly string[] PassedBy = [".git", "node_modules", "site-packages", ".venv", ".tox"];

    // What begins with `Dockerfile.` and is none: BuildKit's list of what to ignore, and templates of one.
    private static readonly string[] OtherEndings = [".dockerignore", ".md", ".j2", ".jinja", ".jinja2", ".tmpl", ".tpl", ".template"];

    /// <summary>
    /// Files as named; in folders every environment file and everything called <c>Dockerfile</c>, <c>Containerfile</c>,
    /// <c>Dockerfile.*</c> or <c>*.Dockerfile</c>; <c>-</c> is standard input; without words, those that lie in this folder.
    /// </summary>
    internal static IReadOnlyList<LintInput> Find(IReadOnlyList<string> words, string? inputName, CommandContext context)
    {
        if (words.Count == 0)
        {
            string[] here = [.. DefaultNames.Where(n => File.Exists(Path.Combine(context.WorkingDirectory, n)))];
            return here.Length > 0 ? [.. here.Select(LintInput.Of)]
                : throw new UsageException("there is no Dockerfile and no environment.yml in this folder", "name a file or a folder");
        }

        return [.. words.SelectMany(w => w == "-" ? [new LintInput("-", inputName ?? "-")] : Expand(w, context)).DistinctBy(i => i.Path, StringComparer.Ordinal)];
    }

    private static IEnumerable<LintInput> Expand(string word, CommandContext context)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(word, context.WorkingDirectory));
        if (File.Exists(path))
        {
            return [LintInput.Of(word)];
        }

        if (!Directory.Exists(path))
        {
            throw new UsageException($"there is no file or folder `{word}`", "check the path; without one, the files of this folder are taken");
        }

        var prefix = word.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/";
        var files = Files(path).Select(f => prefix == "." ? f[(path.Length + 1)..] : Path.Join(prefix, f.AsSpan(path.Length))).Order(StringComparer.Ordinal).ToArray();
        if (files.Length == 0)
        {
            context.Terminal.Error.WriteLine($"warning: there is no Dockerfile and no environment.yml in `{word}`");
        }

        return files.Select(LintInput.Of);
    }

    private static FileSystemEnumerable<string> Files(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsLinted(entry.FileName),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !PassedBy.AsSpan().Contains(entry.FileName.ToString()),
        };
    }

    private static bool IsLinted(ReadOnlySpan<char> name)
    {
        foreach (var ending in OtherEndings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return name is "Dockerfile" or "Containerfile" || name.StartsWith("Dockerfile.") || name.StartsWith("Containerfile.")
        || name.EndsWith(".Dockerfile", StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith("environment", StringComparison.Ordinal) && (name.EndsWith(".yml") || name.EndsWith(".yaml")));
    }
}
