namespace Tare.Conda.Prefixes;

/// <summary>A file of an installed package (an entry of <c>paths_data</c>).</summary>
/// <param name="Path">Relative to the prefix, with <c>/</c>.</param>
/// <param name="Type">What it is.</param>
public sealed record PrefixPath(string Path, PrefixPathType Type)
{
    /// <summary>SHA-256 of the file in the package, in hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>SHA-256 of the file as it stands in the environment, after the prefix was put in.</summary>
    public string? Sha256InPrefix { get; init; }

    /// <summary>Bytes of the file in the package.</summary>
    public long? Size { get; init; }

    /// <summary>The text that was replaced by the prefix.</summary>
    public string? PrefixPlaceholder { get; init; }

    /// <summary><c>text</c> or <c>binary</c>: how the prefix was put in.</summary>
    public string? FileMode { get; init; }

    /// <summary>The file must be a copy, never a link.</summary>
    public bool NoLink { get; init; }
}
