using Tare.Dockerfile.Parsing;

namespace Tare.Dockerfile.Syntax;

/// <summary>One instruction with all its lines: continuations, comments between them, heredocs.</summary>
public sealed record Instruction(TextSpan Span) : Element(Span)
{
    /// <summary>The file it stands in.</summary>
    public required SourceText Source { get; init; }

    /// <summary>The keyword in capitals: <c>RUN</c>.</summary>
    public required string Keyword { get; init; }

    /// <summary>Where the keyword stands.</summary>
    public required TextSpan KeywordSpan { get; init; }

    /// <summary>From the keyword to the last character of the logical line, without heredocs and the line end.</summary>
    public required TextSpan LineSpan { get; init; }

    /// <summary>What follows the keyword, continuations joined.</summary>
    public required LogicalText Body { get; init; }

    /// <summary>The <c>--name=value</c> options that lead the body.</summary>
    public IReadOnlyList<InstructionFlag> Flags { get; init; } = [];

    /// <summary>What follows the options.</summary>
    public required LogicalText Arguments { get; init; }

    /// <summary>The words of the JSON form, or null where the shell form was written.</summary>
    public IReadOnlyList<ExecWord>? ExecForm { get; init; }

    /// <summary>The heredocs that follow the line.</summary>
    public IReadOnlyList<Heredoc> Heredocs { get; init; } = [];

    /// <summary>The instruction behind ONBUILD, or the CMD behind HEALTHCHECK.</summary>
    public Instruction? Inner { get; init; }

    /// <summary>The pairs of an ENV, ARG or LABEL; none where it is of another kind.</summary>
    public IReadOnlyList<KeyValue> Pairs => field ??= KeyValueReader.Read(this);

    /// <summary>The value of an option, empty where it has none, null where it is not given.</summary>
    public string? Flag(string name) => Flags.FirstOrDefault(f => f.Name == name)?.Value;
}
