using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Reporting;

/// <summary>The word for a severity in all reports.</summary>
public static class SeverityName
{
    /// <summary><c>error</c>, <c>warning</c> or <c>info</c>.</summary>
    public static string Of(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };
}
