using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Linting;

/// <summary>What every rule has: a code, how bad a breach is, a summary. Its page is docs/rules/CODE.md.</summary>
public abstract class Rule(string code, Severity severity, string summary)
{
    /// <summary>The stable code, <c>TD</c> and four digits: 1 bytes, 2 breaks, 3 behaviour, 4 environment files.</summary>
    public string Code { get; } = code;

    /// <summary>How bad a breach is.</summary>
    public Severity Severity { get; } = severity;

    /// <summary>What the rule asks for, in a few words.</summary>
    public string Summary { get; } = summary;

    /// <summary>A finding of this rule.</summary>
    protected Finding At(TextSpan span, string message, Fix? fix = null, Severity? severity = null) => new(Code, severity ?? Severity, span, message) { Fix = fix };
}
