using System.Text;
using System.Text.Json;
using Tare.Cli.Views;
using Tare.Conda.EnvironmentFiles;

namespace Tare.Cli.Commands.Export;

/// <summary>The JSON form of environment.yml: the same keys.</summary>
internal static class EnvironmentJson
{
    internal static string Text(EnvironmentFile environment)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, JsonText.Options))
        {
            writer.WriteStartObject();
            Optional(writer, "name", environment.Name);
            Texts(writer, "channels", environment.HasNoDefaults ? [.. environment.Channels, "nodefaults"] : environment.Channels);
            writer.WriteStartArray("dependencies");
            foreach (var dependency in environment.Dependencies)
            {
                writer.WriteStringValue(dependency.Text);
            }

            if (environment.PipRequirements.Count > 0)
            {
                writer.WriteStartObject();
                Texts(writer, "pip", environment.PipRequirements);
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

            Optional(writer, "prefix", environment.Prefix);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void Optional(Utf8JsonWriter writer, string key, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(key, value);
        }
    }

    private static void Texts(Utf8JsonWriter writer, string key, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(key);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
