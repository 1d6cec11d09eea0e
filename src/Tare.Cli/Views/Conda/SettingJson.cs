using System.Text.Json;
using Tare.Conda.Configuration;

namespace Tare.Cli.Views.Conda;

/// <summary>Values of settings in JSON.</summary>
internal static class SettingJson
{
    internal static void Write(Utf8JsonWriter writer, SettingValue value)
    {
        switch (value)
        {
            case SettingValue.BooleanValue flag:
                writer.WriteBooleanValue(flag.Value);
                break;
            case SettingValue.IntegerValue number:
                writer.WriteNumberValue(number.Value);
                break;
            case SettingValue.NumberValue number:
                writer.WriteRawValue(SettingYaml.Number(number.Value));
                break;
            case SettingValue.TextValue text:
                writer.WriteStringValue(text.Value);
                break;
            case SettingValue.ListValue list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case SettingValue.MapValue map:
                writer.WriteStartObject();
                foreach (var (key, item) in map.Entries)
                {
                    writer.WritePropertyName(key);
                    Write(writer, item);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
