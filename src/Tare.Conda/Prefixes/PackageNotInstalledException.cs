namespace Tare.Conda.Prefixes;

/// <summary>An environment lacks a package that was named.</summary>
public sealed class PackageNotInstalledException(string prefix, string package)
    : CondaException($"Package is not installed in prefix. prefix: {prefix}, package name: {package}", "`tare list` shows what is installed")
{
    /// <inheritdoc/>
    public override string? CondaName => "PackageNotInstalledError";

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> CondaFields => [new("package_name", package), new("packages_formatted", ""), new("prefix", prefix)];
}
