using Tare.Conda.EnvironmentFiles;
using Tare.Primitives.Json;

namespace Tare.Cli.Views.Conda;

/// <summary>The JSON form of environment.yml: the same keys.</summary>
internal static class EnvironmentJson
{
    internal static string Text(EnvironmentFile environment) => JsonWriting.Text(JsonWriting.Indented, writer =>
    {
        writer.WriteStartObject();
        writer.WriteOptional("name", environment.Name);
        writer.WriteTexts("channels", environment.HasNoDefaults ? [.. environment.Channels, "nodefaults"] : environment.Channels);
        writer.WriteStartArray("dependencies");
        foreach (var dependency in environment.Dependencies)
        {
            writer.WriteStringValue(dependency.Text);
        }

        if (environment.PipRequirements.Count > 0)
        {
            writer.WriteStartObject();
            writer.WriteTexts("pip", environment.PipRequirements);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (environment.Variables.Count > 0)
        {
            writer.WriteStartObject("variables");
            foreach (var (name, value) in environment.Variables)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        writer.WriteOptional("prefix", environment.Prefix);
        writer.WriteEndObject();
    }) + "\n";
}
