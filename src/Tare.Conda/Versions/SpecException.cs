namespace Tare.Conda.Versions;

/// <summary>A version, a constraint or a match spec that cannot be read: the text, the reason and the character.</summary>
/// <param name="kind">What the text should have been: <c>version</c>, <c>spec</c>.</param>
/// <param name="text">The whole text.</param>
/// <param name="fault">Why, and where in the text.</param>
public sealed class SpecException(string kind, string text, SyntaxFault fault)
    : CondaException($"invalid {kind} '{Printable(text)}': {fault.Reason}", HintFor(text, fault))
{
    /// <summary>The whole text.</summary>
    public string Text { get; } = text;

    /// <summary>Why, without the text.</summary>
    public string Reason { get; } = fault.Reason;

    /// <summary>Index of the character in <see cref="Text"/>, from 0; its length where something is missing at the end.</summary>
    public int Position { get; } = fault.Position;

    /// <summary>The text, and below it a <c>^</c> under the character: two lines of the same width in a terminal.</summary>
    public string Pointer => $"{Printable(Text)}\n{new string(' ', Position)}^";

    /// <inheritdoc/>
    public override string CondaName => kind == "spec" ? "InvalidMatchSpec" : "InvalidVersionSpec";

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> CondaFields => [new("details", Reason), new("invalid_spec", Text)];

    private static string HintFor(string text, SyntaxFault fault)
    {
        var shown = Printable(text);
        return fault.Position >= shown.Length
            ? "something is missing at the end of the text"
            : $"look at character {fault.Position + 1}: {shown[..fault.Position]}▸{shown[fault.Position]}◂{shown[(fault.Position + 1)..]}";
    }

    private static string Printable(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = char.IsControl(source[i]) ? '?' : source[i];
        }
    });
}
