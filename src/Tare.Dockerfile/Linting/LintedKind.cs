namespace Tare.Dockerfile.Linting;

/// <summary>What kind of file is looked at.</summary>
public enum LintedKind
{
    /// <summary>A Dockerfile.</summary>
    Dockerfile,

    /// <summary>An environment.yml.</summary>
    Environment,
}
