using Tare.Dockerfile.EnvironmentFiles;

namespace Tare.Dockerfile.Linting;

/// <summary>A rule for environment.yml files.</summary>
public abstract class EnvironmentRule(string code, Severity severity, string summary) : Rule(code, severity, summary)
{
    /// <summary>Finds the breaches; a pure look at the file.</summary>
    public abstract IEnumerable<Finding> Check(EnvironmentText file);
}
