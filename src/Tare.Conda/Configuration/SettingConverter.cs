using System.Globalization;

namespace Tare.Conda.Configuration;

/// <summary>From what a source wrote to the type of a parameter, with conda's leniency about truth values and quotes.</summary>
internal static class SettingConverter
{
    /// <summary>The typed value; <see cref="ConfigurationException"/> where the shape or the text does not fit.</summary>
    internal static SettingValue Convert(Parameter parameter, RawValue value, SettingPlace place, CondaHost host) => parameter.Shape switch
    {
        ParameterShape.Single => Single(parameter, value, place, host),
        ParameterShape.List => ListOf(value, place, i => Single(parameter, i, place, host)),
        ParameterShape.Map => MapOf(value, place, i => Single(parameter, i, place, host)),
        ParameterShape.MapOfLists => MapOf(value, place, i => ListOf(i, place, s => Single(parameter, s, place, host))),
        _ => ListOf(value, place, i => MapOf(i, place, s => Single(parameter, s, place, host))),
    };

    /// <summary>A value of a key that is not known, as it is written.</summary>
    internal static SettingValue Untyped(RawValue value) => value switch
    {
        { Items: { } items } => new SettingValue.ListValue([.. items.Select(Untyped)]),
        { Entries: { } entries } => new SettingValue.MapValue([.. entries.Select(e => KeyValuePair.Create(e.Key, Untyped(e.Value)))]),
        { Text: { } text } => new SettingValue.TextValue(text),
        _ => SettingValue.Null,
    };

    private static SettingValue ListOf(RawValue value, SettingPlace place, Func<RawValue, SettingValue> convert)
    {
        if (value.IsNull)
        {
            return SettingValue.EmptyList;
        }

        var items = value.Items ?? throw place.Error(value, $"takes a list, not {value.Shape}");
        return new SettingValue.ListValue([.. items.Select(convert)]);
    }

    private static SettingValue MapOf(RawValue value, SettingPlace place, Func<RawValue, SettingValue> convert)
    {
        if (value.IsNull)
        {
            return SettingValue.EmptyMap;
        }

        var entries = value.Entries ?? throw place.Error(value, $"takes a map, not {value.Shape}");
        return new SettingValue.MapValue([.. entries.Select(e => KeyValuePair.Create(e.Key, convert(e.Value)))]);
    }

    private static SettingValue Single(Parameter parameter, RawValue value, SettingPlace place, CondaHost host)
    {
        if (value.Items is not null || value.Entries is not null)
        {
            throw place.Error(value, $"takes a single value, not {value.Shape}");
        }

        var text = parameter.ExpandsVariables && value.Text is not null ? PathExpansion.Variables(value.Text, host) : value.Text;
        text = text is not null && value.IsPlain && parameter.Kind is not (ParameterKind.Text or ParameterKind.NullableText) ? YamlNumber.Decimal(text) : text;
        if (parameter.Name == "channel_alias" && (text ?? "None") is { Length: > 0 } alias && !alias.Contains("://", StringComparison.Ordinal))
        {
            throw place.Error(value, $"is {Quote(text)}, but takes an address with its scheme, such as https://conda.anaconda.org");
        }

        return Typed(parameter, text) ?? throw place.Error(value, $"is {Quote(text)}, but takes {Wanted(parameter)}");
    }

    private static SettingValue? Typed(Parameter parameter, string? text) => parameter.Kind switch
    {
        ParameterKind.Text => new SettingValue.TextValue(text ?? "None"),
        ParameterKind.NullableText => text is null || text.Equals("none", StringComparison.OrdinalIgnoreCase) ? SettingValue.Null : new SettingValue.TextValue(text),
        ParameterKind.Boolean => Truth(text ?? "none") is { } truth ? new SettingValue.BooleanValue(truth) : null,
        ParameterKind.NullableBoolean => IsNullWord(text) ? SettingValue.Null : Truth(text!) is { } truth ? new SettingValue.BooleanValue(truth) : null,
        ParameterKind.BooleanOrText => Truth(text ?? "none") is { } truth ? new SettingValue.BooleanValue(truth) : new SettingValue.TextValue(text!),
        ParameterKind.BooleanOrInteger => text is not null && long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? new SettingValue.IntegerValue(number)
            : text?.Trim().ToLowerInvariant() is not (null or "" or "none") && !IsNumber(text) && Truth(text) is { } truth ? new SettingValue.BooleanValue(truth) : null,
        ParameterKind.Integer => IntegerOf(text),
        ParameterKind.Number => TruthWord(text) is { } truth ? new SettingValue.NumberValue(truth ? 1 : 0)
            : IsNumber(text) ? new SettingValue.NumberValue(double.Parse(text!, NumberStyles.Float, CultureInfo.InvariantCulture)) : null,
        _ => ChoiceOf(parameter, text),
    };

    // `auto_stack: true`, `verbosity: false` and `remote_max_retries: 1.5` are read as 1, 0 and 1, as Python's int() does.
    private static SettingValue.IntegerValue? IntegerOf(string? text)
    {
        if (TruthWord(text) is { } truth)
        {
            return new SettingValue.IntegerValue(truth ? 1 : 0);
        }

        return long.TryParse(text?.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? new SettingValue.IntegerValue(number)
            : IsNumber(text) && double.Parse(text!, CultureInfo.InvariantCulture) is > long.MinValue and < long.MaxValue and var real ? new SettingValue.IntegerValue((long)real)
            : null;
    }

    private static bool? TruthWord(string? text) => text?.Trim() switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };

    private static bool IsNumber(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);

    // channel_priority was a truth value once, and its words are read in any case.
    private static SettingValue.TextValue? ChoiceOf(Parameter parameter, string? text)
    {
        var word = text?.Trim() ?? "";
        var found = parameter.Choices.FirstOrDefault(c => c.Equals(word, StringComparison.OrdinalIgnoreCase));
        if (found is null && parameter.Name == "channel_priority")
        {
            found = word.ToLowerInvariant() switch
            {
                "true" or "yes" or "on" or "y" => "flexible",
                "false" or "no" or "off" or "n" => "disabled",
                _ => null,
            };
        }

        return found is null ? null : new SettingValue.TextValue(found);
    }

    private static bool IsNullWord(string? text) => text is null || text.Trim().ToLowerInvariant() is "none" or "~" or "null" or "\0";

    private static bool? Truth(string text)
    {
        var word = text.Trim().ToLowerInvariant();
        return word switch
        {
            "true" or "yes" or "on" or "y" => true,
            "false" or "off" or "n" or "no" or "non" or "none" or "" => false,
            _ when double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number != 0,
            _ => null,
        };
    }

    private static string Quote(string? text) => text is null ? "empty" : $"`{text}`";

    private static string Wanted(Parameter parameter) => parameter.Kind switch
    {
        ParameterKind.Boolean => "true or false",
        ParameterKind.NullableBoolean => "true, false or null",
        ParameterKind.BooleanOrInteger => "true, false or a whole number",
        ParameterKind.Integer => "a whole number",
        ParameterKind.Number => "a number",
        ParameterKind.Choice => "one of " + string.Join(", ", parameter.Choices),
        _ => "text",
    };
}
