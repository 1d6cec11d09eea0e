namespace Tare.Conda.Locks;

/// <summary>A package that a lock file names.</summary>
public sealed record LockedPackage
{
    /// <summary>The platform whose environments have it, such as <c>linux-64</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>The package.</summary>
    public required string Name { get; init; }

    /// <summary>Its version, or null where only the URL tells.</summary>
    public string? Version { get; init; }

    /// <summary>Its build string, or null.</summary>
    public string? Build { get; init; }

    /// <summary>Where the archive is; for pip, a URL or an index's file.</summary>
    public required string Url { get; init; }

    /// <summary>32 hex digits, or null.</summary>
    public string? Md5 { get; init; }

    /// <summary>64 hex digits, or null.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Installed by pip, not from a channel.</summary>
    public bool IsPip { get; init; }

    /// <summary>The environment (pixi) or the category (conda-lock) it belongs to.</summary>
    public string Group { get; init; } = "main";

    /// <summary>Line in the lock file, from 1.</summary>
    public int Line { get; init; }
}
