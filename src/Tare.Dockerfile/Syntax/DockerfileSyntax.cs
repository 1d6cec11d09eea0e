namespace Tare.Dockerfile.Syntax;

/// <summary>A Dockerfile as it is written. <see cref="ToString"/> is the text it was read from, to the character.</summary>
public sealed class DockerfileSyntax(SourceText source, IReadOnlyList<Element> elements, IReadOnlyList<Diagnostic> diagnostics)
{
    /// <summary>The text read.</summary>
    public SourceText Source { get; } = source;

    /// <summary>Everything in the file, in order.</summary>
    public IReadOnlyList<Element> Elements { get; } = elements;

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;

    /// <summary>The instructions, in order.</summary>
    public ImmutableArray<Instruction> Instructions { get; } = [.. elements.OfType<Instruction>()];

    /// <summary>The character that continues a line: a backslash unless the <c>escape</c> directive says a backtick.</summary>
    public char Escape { get; } = elements.OfType<ParserDirective>().Any(d => d.Key == "escape" && d.Value == "`") ? '`' : '\\';

    /// <summary>The text again, put together from the elements.</summary>
    public override string ToString() => string.Concat(Elements.Select(e => Source.Slice(e.Span).ToString()));
}
