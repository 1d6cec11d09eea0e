using System.Text.Json.Nodes;

namespace Tare.Testing.Packages;

/// <summary>What a package says of itself: the fields of info/index.json (CEP 34).</summary>
public sealed record PackageFields(string Name, string Version, string Build)
{
    /// <summary>The build number.</summary>
    public int BuildNumber { get; init; }

    /// <summary>The platform: <c>linux-64</c>, <c>noarch</c> …</summary>
    public string Subdir { get; init; } = "linux-64";

    /// <summary>Match specs of what the package needs.</summary>
    public IReadOnlyList<string> Depends { get; init; } = [];

    /// <summary>Match specs of what the package allows beside itself.</summary>
    public IReadOnlyList<string> Constrains { get; init; } = [];

    /// <summary>null, <c>generic</c> or <c>python</c>.</summary>
    public string? Noarch { get; init; }

    /// <summary>Only on a Python: where its packages live, relative to the prefix (CEP 17).</summary>
    public string? PythonSitePackagesPath { get; init; }

    /// <summary>The licence's name.</summary>
    public string License { get; init; } = "MIT";

    /// <summary>One line about the package.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Where the software lives.</summary>
    public string Home { get; init; } = "";

    /// <summary>Milliseconds since 1970.</summary>
    public long Timestamp { get; init; } = 1_700_000_000_000;

    /// <summary>Name, version and build with dashes: the name of the extracted folder, and of the archive but for its extension.</summary>
    public string Distribution => $"{Name}-{Version}-{Build}";

    /// <summary>info/index.json.</summary>
    public JsonObject ToIndex()
    {
        var index = new JsonObject
        {
            ["arch"] = Subdir == "noarch" ? null : Subdir == "linux-aarch64" ? "aarch64" : "x86_64",
            ["build"] = Build,
            ["build_number"] = BuildNumber,
            ["constrains"] = new JsonArray([.. Constrains.Select(c => JsonValue.Create(c))]),
            ["depends"] = new JsonArray([.. Depends.Select(d => JsonValue.Create(d))]),
            ["license"] = License,
            ["name"] = Name,
            ["platform"] = Subdir == "noarch" ? null : "linux",
            ["subdir"] = Subdir,
            ["timestamp"] = Timestamp,
            ["version"] = Version,
        };
        if (Noarch is not null)
        {
            index["noarch"] = Noarch;
        }

        if (PythonSitePackagesPath is not null)
        {
            index["python_site_packages_path"] = PythonSitePackagesPath;
        }

        return index;
    }
}
