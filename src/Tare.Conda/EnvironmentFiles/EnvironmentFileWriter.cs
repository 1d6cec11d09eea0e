using System.Text;
using Tare.Conda.Yaml;

namespace Tare.Conda.EnvironmentFiles;

/// <summary>Writes environment.yml as <c>conda env export</c> does.</summary>
public static class EnvironmentFileWriter
{
    /// <summary>The file's text, which ends with a line feed. Dependencies are written as they are in <see cref="EnvironmentDependency.Text"/>.</summary>
    public static string Write(EnvironmentFile file)
    {
        var text = new StringBuilder();
        Line(text, "name", file.Name);
        List(text, "channels", file.HasNoDefaults ? [.. file.Channels, "nodefaults"] : file.Channels);
        text.Append(file.Dependencies.Count + file.PipRequirements.Count == 0 ? "dependencies: []\n" : "dependencies:\n");
        foreach (var dependency in file.Dependencies)
        {
            text.Append("  - ").Append(Scalar(dependency.Text)).Append('\n');
        }

        if (file.PipRequirements.Count > 0)
        {
            text.Append("  - pip:\n");
            foreach (var requirement in file.PipRequirements)
            {
                text.Append("      - ").Append(Scalar(requirement)).Append('\n');
            }
        }

        List(text, "platforms", file.Platforms);
        text.Append(file.Variables.Count > 0 ? "variables:\n" : "");
        foreach (var (name, value) in file.Variables)
        {
            text.Append("  ").Append(Scalar(name)).Append(": ").Append(Scalar(value)).Append('\n');
        }

        Line(text, "prefix", file.Prefix);
        return text.ToString();
    }

    private static string Scalar(string value) => YamlText.Scalar(value, isBlock: true);

    private static void Line(StringBuilder text, string key, string? value) =>
        text.Append(value is null ? "" : $"{key}: {Scalar(value)}\n");

    private static void List(StringBuilder text, string key, IReadOnlyList<string> values)
    {
        text.Append(values.Count > 0 ? $"{key}:\n" : "");
        foreach (var value in values)
        {
            text.Append("  - ").Append(Scalar(value)).Append('\n');
        }
    }
}
