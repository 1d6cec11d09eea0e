using Tare.Conda.MatchSpecs;

namespace Tare.Conda.EnvironmentFiles;

/// <summary>Files with one spec on each line: requirements.txt as conda reads it, and lists of archives under <c>@EXPLICIT</c>.</summary>
internal static class SpecListFile
{
    private const string ExplicitMark = "@EXPLICIT";

    /// <summary>The first line that says something has a key of environment.yml.</summary>
    internal static bool LooksLikeYaml(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var trimmed = line.TrimEnd();
            if (trimmed.IsEmpty || trimmed[0] == '#' || trimmed is "---")
            {
                continue;
            }

            return trimmed.StartsWith("name:") || trimmed.StartsWith("channels:") || trimmed.StartsWith("dependencies:") || trimmed[0] == '{';
        }

        return false;
    }

    internal static EnvironmentFile Read(string text, string path, EnvironmentFileOptions options)
    {
        var dependencies = new List<EnvironmentDependency>();
        var isExplicit = false;
        var number = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = raw.Trim().ToString();
            if (line == ExplicitMark)
            {
                isExplicit = true;
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                dependencies.Add(Line(line, raw.IndexOf(line[0]), number, path, options));
            }
        }

        if (isExplicit && dependencies.Find(d => d.Spec.Fields.Url is null) is { } plain)
        {
            throw new EnvironmentFileException(path, plain.Line, 1, $"`{plain.Text}` is not the URL of an archive", $"below {ExplicitMark} every line is the URL or the path of a package");
        }

        return new EnvironmentFile { Dependencies = dependencies, IsExplicit = isExplicit };
    }

    private static EnvironmentDependency Line(string line, int indent, int number, string path, EnvironmentFileOptions options)
    {
        if (line[0] == '-')
        {
            throw new EnvironmentFileException(path, number, indent + 1, "this is an option of pip", "conda packages only: put pip's lines into the pip section of an environment.yml");
        }

        if (!MatchSpec.TryParse(line, options.Channels, out var spec, out var fault))
        {
            throw EnvironmentFileException.InvalidSpec(path, (number, indent + 1), line, fault);
        }

        return new EnvironmentDependency(spec, line, number);
    }
}
