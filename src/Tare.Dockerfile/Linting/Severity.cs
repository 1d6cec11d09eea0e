namespace Tare.Dockerfile.Linting;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Costs bytes or time, or surprises somebody.</summary>
    Warning,

    /// <summary>The build fails, or the image does not do what the file says.</summary>
    Error,
}
