namespace Tare.Conda.Configuration;

/// <summary>A value as a source gives it, before its parameter's type is known. The three shapes are those of YAML.</summary>
internal sealed record RawValue
{
    /// <summary>The text of a scalar; null where it is null or the value is a list or a map.</summary>
    internal string? Text { get; init; }

    /// <summary>The items of a list.</summary>
    internal IReadOnlyList<RawValue>? Items { get; init; }

    /// <summary>The entries of a map.</summary>
    internal IReadOnlyList<KeyValuePair<string, RawValue>>? Entries { get; init; }

    /// <summary>The scalar was written without quotes, so that it may be a number or a truth value.</summary>
    internal bool IsPlain { get; init; }

    /// <summary>What its comment asks for.</summary>
    internal SettingFlag Flag { get; init; }

    /// <summary>Line in the file, from 1.</summary>
    internal int? Line { get; init; }

    internal bool IsNull => Text is null && Items is null && Entries is null;

    /// <summary>The shape in words, for messages.</summary>
    internal string Shape => this switch
    {
        { Items: not null } => "a list",
        { Entries: not null } => "a map",
        { IsNull: true } => "nothing",
        _ => $"the single value `{Text}`",
    };
}
