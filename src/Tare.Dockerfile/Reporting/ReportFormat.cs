namespace Tare.Dockerfile.Reporting;

/// <summary>How findings are written.</summary>
public enum ReportFormat
{
    /// <summary>For people: the line and a mark under the place.</summary>
    Text,

    /// <summary><c>{"findings": [{"rule", "severity", "message", "file", "line", "column", "fix"}]}</c>.</summary>
    Json,

    /// <summary>SARIF 2.1.0 (OASIS), for code scanning services.</summary>
    Sarif,

    /// <summary>GitHub's workflow commands, which become notes beside the lines of a pull request.</summary>
    GitHub,

    /// <summary>Checkstyle's XML.</summary>
    Checkstyle,
}
