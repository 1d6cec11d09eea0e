namespace Tare.Conda.Configuration.Parameters;

/// <summary>Short ways to say what a parameter is.</summary>
internal sealed class ParameterBuilder(string category)
{
    internal Parameter Flag(string name, bool value, string summary, params string[] aliases) =>
        Make(name, ParameterKind.Boolean, ParameterShape.Single, new SettingValue.BooleanValue(value), summary, aliases);

    internal Parameter NullableFlag(string name, string summary, params string[] aliases) =>
        Make(name, ParameterKind.NullableBoolean, ParameterShape.Single, SettingValue.Null, summary, aliases);

    internal Parameter Integer(string name, long value, string summary, params string[] aliases) =>
        Make(name, ParameterKind.Integer, ParameterShape.Single, new SettingValue.IntegerValue(value), summary, aliases);

    internal Parameter Number(string name, double value, string summary) =>
        Make(name, ParameterKind.Number, ParameterShape.Single, new SettingValue.NumberValue(value), summary, []);

    internal Parameter Text(string name, string value, string summary, params string[] aliases) =>
        Make(name, ParameterKind.Text, ParameterShape.Single, new SettingValue.TextValue(value), summary, aliases);

    internal Parameter NullableText(string name, string summary, params string[] aliases) =>
        Make(name, ParameterKind.NullableText, ParameterShape.Single, SettingValue.Null, summary, aliases);

    internal Parameter Choice(string name, string[] choices, string value, string summary) =>
        Make(name, ParameterKind.Choice, ParameterShape.Single, new SettingValue.TextValue(value), summary, []) with { Choices = choices };

    internal Parameter Texts(string name, string[] value, string summary, params string[] aliases) =>
        Make(name, ParameterKind.Text, ParameterShape.List, SettingValue.Texts(value), summary, aliases);

    internal Parameter Map(string name, ParameterKind kind, string summary, params string[] aliases) =>
        Make(name, kind, ParameterShape.Map, SettingValue.EmptyMap, summary, aliases);

    internal Parameter MapOfLists(string name, string summary) =>
        Make(name, ParameterKind.Text, ParameterShape.MapOfLists, SettingValue.EmptyMap, summary, []);

    internal Parameter Make(string name, ParameterKind kind, ParameterShape shape, SettingValue value, string summary, string[] aliases) =>
        new(name, kind, shape, value) { Aliases = aliases, Summary = summary, Category = category };
}
