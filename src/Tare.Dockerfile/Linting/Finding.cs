using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Linting;

/// <summary>What a rule has to say about a place.</summary>
/// <param name="Rule">The rule's code: <c>TD1001</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Span">The place.</param>
/// <param name="Message">One sentence without a full stop.</param>
public sealed record Finding(string Rule, Severity Severity, TextSpan Span, string Message)
{
    /// <summary>The repair, where one is known.</summary>
    public Fix? Fix { get; init; }
}
