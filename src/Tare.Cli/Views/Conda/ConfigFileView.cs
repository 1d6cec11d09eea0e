using Tare.Cli.Terminals;
using Tare.Conda.Configuration;
using Tare.Primitives.Json;

namespace Tare.Cli.Views.Conda;

/// <summary>What a .condarc holds, as the options that would make it; or what was done to it.</summary>
internal sealed class ConfigFileView(Terminal terminal, bool json)
{
    internal void Show(string path, IReadOnlyList<string> warnings, IReadOnlyList<KeyValuePair<string, SettingValue>> values)
    {
        if (json)
        {
            JsonText.Write(terminal.Output, writer =>
            {
                writer.WriteStartObject();
                writer.WriteBoolean("success", true);
                writer.WriteString("rc_path", path);
                writer.WriteTexts("warnings", warnings);
                writer.WriteStartObject("get");
                foreach (var (key, value) in values)
                {
                    writer.WritePropertyName(key);
                    SettingJson.Write(writer, EffectiveSettings.WithoutSecrets(value));
                }

                writer.WriteEndObject();
                writer.WriteEndObject();
            });
            return;
        }

        foreach (var warning in warnings)
        {
            terminal.Error.WriteLine(warning);
        }

        foreach (var (key, value) in values)
        {
            Item(key, EffectiveSettings.WithoutSecrets(value));
        }
    }

    // --add puts first, so the last item is added first.
    private void Item(string key, SettingValue value)
    {
        switch (value)
        {
            case SettingValue.MapValue map:
                foreach (var (name, part) in map.Entries)
                {
                    Item($"{key}.{name}", part);
                }

                break;
            case SettingValue.ListValue list:
                for (var index = list.Items.Count - 1; index >= 0; index--)
                {
                    var remark = key != "channels" ? "" : index == list.Items.Count - 1 ? "   # lowest priority" : index == 0 ? "   # highest priority" : "";
                    terminal.Output.WriteLine($"--add {key} '{SettingText.Single(list.Items[index])}'{remark}");
                }

                break;
            case SettingValue.NullValue or SettingValue.NumberValue:
                break;
            default:
                terminal.Output.WriteLine($"--set {key} {SettingText.Single(value)}");
                break;
        }
    }
}
