namespace Tare.Dockerfile.Linting;

/// <summary>A rule for Dockerfiles.</summary>
public abstract class DockerfileRule(string code, Severity severity, string summary) : Rule(code, severity, summary)
{
    /// <summary>The kinds of waste that a breach leaves in the image; a built image tells how many bytes.</summary>
    public virtual IReadOnlyList<string> Waste => [];

    /// <summary>Finds the breaches; a pure look at the file.</summary>
    public abstract IEnumerable<Finding> Check(LintFile file);
}
