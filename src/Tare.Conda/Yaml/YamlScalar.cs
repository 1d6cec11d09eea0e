namespace Tare.Conda.Yaml;

/// <summary>A YAML scalar: the text, and whether quotes or a tag forbid to read more into it.</summary>
/// <param name="text">The text, quotes and escapes resolved.</param>
/// <param name="isPlain">Written without quotes, so that <c>true</c> is a truth value and <c>3</c> a number.</param>
public sealed class YamlScalar(string text, bool isPlain) : YamlNode
{
    /// <summary>The text, quotes and escapes resolved.</summary>
    public string Text { get; } = text;

    /// <summary>Written without quotes, so that <c>true</c> is a truth value and <c>3</c> a number.</summary>
    public bool IsPlain { get; } = isPlain;

    /// <summary>The null of YAML 1.2's core schema: nothing, <c>~</c> or <c>null</c>.</summary>
    public bool IsNull => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";

    internal override int Weight => 1;
}
