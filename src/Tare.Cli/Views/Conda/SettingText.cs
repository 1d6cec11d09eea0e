using System.Globalization;
using Tare.Conda.Configuration;

namespace Tare.Cli.Views.Conda;

/// <summary>Settings as conda prints them, with Python's True, False and None.</summary>
internal static class SettingText
{
    internal static IEnumerable<string> Lines(string key, SettingValue value) => value switch
    {
        SettingValue.MapValue { Entries.Count: 0 } => [$"{key}: {{}}"],
        SettingValue.ListValue { Items.Count: 0 } => [$"{key}: []"],
        SettingValue.MapValue map => [$"{key}:", .. map.Entries.SelectMany(e => Entry(e.Key, e.Value))],
        SettingValue.ListValue list => [$"{key}:", .. list.Items.SelectMany(Item)],
        _ => [$"{key}: {Single(value)}"],
    };

    internal static string Single(SettingValue value) => value switch
    {
        SettingValue.BooleanValue flag => flag.Value ? "True" : "False",
        SettingValue.IntegerValue number => number.Value.ToString(CultureInfo.InvariantCulture),
        SettingValue.NumberValue number => SettingYaml.Number(number.Value),
        SettingValue.TextValue text => text.Value,
        SettingValue.NullValue => "None",
        _ => SettingYaml.Single(value),
    };

    // A map of lists is indented once more: custom_multichannels.
    private static IEnumerable<string> Entry(string key, SettingValue value) => value is SettingValue.ListValue list
        ? [$"  {key}: ", .. list.Items.Select(i => $"    - {Single(i)}")]
        : [$"  {key}: {Single(value)}"];

    private static IEnumerable<string> Item(SettingValue value) => value is SettingValue.MapValue { Entries.Count: > 0 } map
        ? map.Entries.SelectMany(e => Lines(e.Key, e.Value)).Select((l, i) => (i == 0 ? "  - " : "    ") + l)
        : [$"  - {Single(value)}"];
}
