namespace Tare.Conda.Versions;

/// <summary>A pattern over the text of a version: a glob such as <c>1.*.3</c>, a regular expression <c>^...$</c>, or <c>*</c>, which takes any.</summary>
internal sealed class VersionPattern(string text, TextPattern? pattern) : VersionConstraint
{
    internal override string Text => text;

    internal override bool IsExact => pattern is { IsExact: true };

    internal bool IsAny => pattern is null;

    internal override bool Matches(ReadOnlySpan<byte> key, string text) => pattern is null || pattern.Matches(text);
}
