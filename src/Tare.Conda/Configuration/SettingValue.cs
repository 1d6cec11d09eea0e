namespace Tare.Conda.Configuration;

/// <summary>A typed value of a setting.</summary>
public abstract record SettingValue
{
    /// <summary>The empty value.</summary>
    public static readonly SettingValue Null = new NullValue();

    /// <summary>An empty list.</summary>
    public static readonly SettingValue EmptyList = new ListValue([]);

    /// <summary>An empty map.</summary>
    public static readonly SettingValue EmptyMap = new MapValue([]);

    private SettingValue()
    {
    }

    /// <summary>Nothing.</summary>
    public sealed record NullValue : SettingValue;

    /// <summary>A truth value.</summary>
    public sealed record BooleanValue(bool Value) : SettingValue;

    /// <summary>A whole number.</summary>
    public sealed record IntegerValue(long Value) : SettingValue;

    /// <summary>A number.</summary>
    public sealed record NumberValue(double Value) : SettingValue;

    /// <summary>Text.</summary>
    public sealed record TextValue(string Value) : SettingValue;

    /// <summary>A list.</summary>
    public sealed record ListValue(IReadOnlyList<SettingValue> Items) : SettingValue;

    /// <summary>A map, in the order its keys were met.</summary>
    public sealed record MapValue(IReadOnlyList<KeyValuePair<string, SettingValue>> Entries) : SettingValue;

    /// <summary>A list of texts.</summary>
    public static SettingValue Texts(params IEnumerable<string> items) => new ListValue([.. items.Select(i => new TextValue(i))]);
}
