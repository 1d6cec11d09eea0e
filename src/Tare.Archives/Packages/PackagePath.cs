using Tare.Primitives;

namespace Tare.Archives.Packages;

/// <summary>One path of a package as its info/paths.json, or an old package's lists, describe it.</summary>
/// <param name="Path">From the package's root, with <c>/</c>; never absolute, never climbing.</param>
/// <param name="Type">What it becomes in an environment.</param>
public sealed record PackagePath(string Path, PackagePathType Type)
{
    /// <summary>SHA-256 of the file as it is in the package. For a soft link: of what it points to.</summary>
    public Digest? Sha256 { get; init; }

    /// <summary>Bytes of the file as it is in the package.</summary>
    public long? Size { get; init; }

    /// <summary>The text in the file that stands for the prefix of the environment, or null where there is none.</summary>
    public string? PrefixPlaceholder { get; init; }

    /// <summary>The placeholder is replaced as in a binary: padded with NUL to the old length.</summary>
    public bool IsBinary { get; init; }

    /// <summary>The file is copied into environments, never linked.</summary>
    public bool NoLink { get; init; }
}
