using System.Globalization;
using Tare.Conda.Yaml;

namespace Tare.Conda.Configuration;

/// <summary>Values as YAML, in the layout that conda writes: two spaces, lists in blocks.</summary>
public static class SettingYaml
{
    /// <summary>The lines of <c>key: value</c>.</summary>
    public static IReadOnlyList<string> Lines(string key, SettingValue value)
    {
        var name = YamlText.Scalar(key);
        return value switch
        {
            SettingValue.ListValue { Items.Count: > 0 } list => [name + ":", .. list.Items.SelectMany(Item)],
            SettingValue.MapValue { Entries.Count: > 0 } map => [name + ":", .. map.Entries.SelectMany(e => Lines(e.Key, e.Value)).Select(l => "  " + l)],
            SettingValue.NullValue => [name + ":"],
            _ => [$"{name}: {Single(value)}"],
        };
    }

    /// <summary>A value on one line.</summary>
    public static string Single(SettingValue value) => value switch
    {
        SettingValue.BooleanValue flag => flag.Value ? "true" : "false",
        SettingValue.IntegerValue number => number.Value.ToString(CultureInfo.InvariantCulture),
        SettingValue.NumberValue number => Number(number.Value),
        SettingValue.TextValue text => YamlText.Scalar(text.Value),
        SettingValue.ListValue list => $"[{string.Join(", ", list.Items.Select(Single))}]",
        SettingValue.MapValue map => $"{{{string.Join(", ", map.Entries.Select(e => $"{YamlText.Scalar(e.Key)}: {Single(e.Value)}"))}}}",
        _ => "null",
    };

    /// <summary>A number that keeps its point: <c>60.0</c>.</summary>
    public static string Number(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E', 'e') ? text : text + ".0";
    }

    /// <summary>A node of a file as a value, typed as YAML 1.2 types it.</summary>
    internal static SettingValue FromNode(YamlNode node) => node switch
    {
        YamlSequence list => new SettingValue.ListValue([.. list.Items.Select(FromNode)]),
        YamlMapping map => new SettingValue.MapValue([.. map.Entries.Select(e => KeyValuePair.Create(e.Key.Text, FromNode(e.Value)))]),
        YamlScalar { IsNull: true } => SettingValue.Null,
        YamlScalar { IsPlain: true, Text: "true" or "True" or "TRUE" } => new SettingValue.BooleanValue(true),
        YamlScalar { IsPlain: true, Text: "false" or "False" or "FALSE" } => new SettingValue.BooleanValue(false),
        YamlScalar { IsPlain: true } scalar when long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => new SettingValue.IntegerValue(whole),
        YamlScalar { IsPlain: true } scalar when double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && char.IsAsciiDigit(scalar.Text.TrimStart('-', '+', '.')[0]) => new SettingValue.NumberValue(number),
        _ => new SettingValue.TextValue(((YamlScalar)node).Text),
    };

    private static IEnumerable<string> Item(SettingValue value)
    {
        if (value is SettingValue.MapValue { Entries.Count: > 0 } map)
        {
            return map.Entries.SelectMany(e => Lines(e.Key, e.Value)).Select((l, i) => (i == 0 ? "  - " : "    ") + l);
        }

        return ["  - " + Single(value)];
    }
}
