using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Reporting;

/// <summary>How a report for people looks.</summary>
public sealed record TextStyle
{
    /// <summary>Colours a text by severity, or gives it back.</summary>
    public Func<string, Severity, string> Paint { get; init; } = (text, _) => text;

    /// <summary>Columns of the screen: longer lines are cut or broken; null where nobody looks.</summary>
    public int? Width { get; init; }
}
