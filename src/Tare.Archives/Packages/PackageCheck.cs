namespace Tare.Archives.Packages;

/// <summary>How much a package's own list of paths counts (conda's <c>safety_checks</c>).</summary>
public enum PackageCheck
{
    /// <summary>A file that is missing or differs fails the extraction.</summary>
    Refuse,

    /// <summary>Differences are only reported.</summary>
    Report,

    /// <summary>The list is not looked at.</summary>
    None,
}
