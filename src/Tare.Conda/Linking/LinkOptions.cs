namespace Tare.Conda.Linking;

/// <summary>How packages are linked.</summary>
/// <param name="Prefix">The final path of the environment, which is written into files; the folder linked into may be another.</param>
public sealed record LinkOptions(string Prefix)
{
    /// <summary>How files come from the cache where the package leaves it open.</summary>
    public LinkMethod Method { get; init; }

    /// <summary>The environment's Python.</summary>
    public PythonTarget? Python { get; init; }

    /// <summary>Paths that this package does not put in, because a later one brings them too.</summary>
    public IReadOnlySet<string> Left { get; init; } = new HashSet<string>();
}
