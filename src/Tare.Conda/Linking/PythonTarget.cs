using Tare.Conda.Records;

namespace Tare.Conda.Linking;

/// <summary>The Python of an environment, which noarch packages are made to fit.</summary>
/// <param name="Version">Major and minor version: <c>3.12</c>.</param>
/// <param name="SitePackages">The folder for packages, relative to the prefix (CEP 17 lets a python say its own).</param>
/// <param name="Program">The interpreter, relative to the prefix.</param>
public sealed record PythonTarget(string Version, string SitePackages, string Program)
{
    /// <summary>What a python package of that version brings.</summary>
    public static PythonTarget From(string version, string? sitePackages)
    {
        var parts = version.Split('.');
        var minor = parts.Length > 1 ? $"{parts[0]}.{parts[1]}" : parts[0];
        return new PythonTarget(minor, sitePackages ?? $"lib/python{minor}/site-packages", $"bin/python{minor}");
    }

    /// <summary>Where this Python keeps the code of a module (PEP 3147).</summary>
    public string CodeOf(string module)
    {
        if (Version.StartsWith("2.", StringComparison.Ordinal))
        {
            return module + "c";
        }

        var slash = module.LastIndexOf('/');
        return $"{module[..slash]}/__pycache__/{module[(slash + 1)..^3]}.cpython-{Version.Replace(".", "", StringComparison.Ordinal)}.pyc";
    }

    /// <summary>A path of an environment is one of a noarch package's modules, which this Python is to compile.</summary>
    public bool IsModule(string path) => path.EndsWith(".py", StringComparison.Ordinal) && path.StartsWith(SitePackages + "/", StringComparison.Ordinal);

    /// <summary>The Python among packages, or null.</summary>
    public static PythonTarget? Find(IEnumerable<RepoDataRecord> records) =>
        records.FirstOrDefault(r => r.Name == "python") is { } python ? From(python.Version, python.PythonSitePackagesPath) : null;
}
