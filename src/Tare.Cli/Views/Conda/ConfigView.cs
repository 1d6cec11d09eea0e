using System.Text.Json;
using Tare.Cli.Terminals;
using Tare.Conda.Configuration;
using Tare.Primitives.Json;

namespace Tare.Cli.Views.Conda;

/// <summary>Shows settings: those in force, those of each source, and what they are for.</summary>
internal sealed class ConfigView(Terminal terminal, bool json)
{
    internal void Settings(CondaConfiguration configuration, IEnumerable<Parameter> parameters)
    {
        var values = parameters.OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => KeyValuePair.Create(p.Name, EffectiveSettings.WithoutSecrets(EffectiveSettings.Of(configuration, p)))).ToArray();
        if (json)
        {
            JsonText.Write(terminal.Output, writer => SettingJson.Write(writer, new SettingValue.MapValue(values)));
            return;
        }

        foreach (var line in values.SelectMany(v => SettingText.Lines(v.Key, v.Value)))
        {
            terminal.Output.WriteLine(line);
        }
    }

    internal void Sources(CondaConfiguration configuration)
    {
        var sources = configuration.Sources
            .Select(s => KeyValuePair.Create<string, SettingValue>(s.Name, new SettingValue.MapValue(
                [.. configuration.ValuesOf(s).Select(v => KeyValuePair.Create(v.Key, EffectiveSettings.WithoutSecrets(v.Value)))])))
            .Where(s => ((SettingValue.MapValue)s.Value).Entries.Count > 0).ToArray();
        if (json)
        {
            JsonText.Write(terminal.Output, writer => SettingJson.Write(writer, new SettingValue.MapValue([.. sources.OrderBy(s => s.Key, StringComparer.Ordinal)])));
            return;
        }

        foreach (var (name, values) in sources)
        {
            terminal.Output.WriteLine($"==> {name} <==");
            foreach (var line in ((SettingValue.MapValue)values).Entries.SelectMany(v => SettingText.Lines(v.Key, v.Value)))
            {
                terminal.Output.WriteLine(line);
            }

            terminal.Output.WriteLine();
        }
    }

    internal void Descriptions(IEnumerable<Parameter> parameters)
    {
        if (!json)
        {
            terminal.Output.WriteLine(string.Join('\n', ConfigDescription.All(parameters)));
            return;
        }

        JsonText.Write(terminal.Output, writer =>
        {
            writer.WriteStartArray();
            foreach (var parameter in parameters.OrderBy(p => p.Name, StringComparer.Ordinal))
            {
                Describe(writer, parameter);
            }

            writer.WriteEndArray();
        });
    }

    private static void Describe(Utf8JsonWriter writer, Parameter parameter)
    {
        writer.WriteStartObject();
        writer.WriteTexts("aliases", parameter.Aliases);
        writer.WritePropertyName("default_value");
        SettingJson.Write(writer, parameter.Default);
        writer.WriteString("description", parameter.Summary);
        writer.WriteTexts("element_types", ConfigDescription.Types(parameter));
        writer.WriteString("name", parameter.Name);
        writer.WriteString("parameter_type", ConfigDescription.Shape(parameter));
        if (parameter.Shape is ParameterShape.List or ParameterShape.ListOfMaps)
        {
            writer.WriteString("string_delimiter", parameter.Delimiter.ToString());
        }

        if (parameter.Choices.Count > 0)
        {
            writer.WriteTexts("choices", parameter.Choices);
        }

        writer.WriteEndObject();
    }
}
