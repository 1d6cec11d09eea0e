using Tare.Conda;
using Tare.Conda.Configuration;
using Tare.Conda.Prefixes;
using Tare.Primitives;

namespace Tare.Cli.Views.Conda;

/// <summary>The columns of a list of packages.</summary>
internal sealed class PackageColumns
{
    private static readonly string[] Usual = ["name", "version", "build", "channel_name"];

    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["arch"] = "Arch",
        ["build"] = "Build",
        ["build_number"] = "Build number",
        ["channel"] = "Channel URL",
        ["channel_name"] = "Channel",
        ["constrains"] = "Constraints",
        ["depends"] = "Dependencies",
        ["dist_str"] = "Dist",
        ["features"] = "Features",
        ["fn"] = "Filename",
        ["license"] = "License",
        ["license_family"] = "License family",
        ["md5"] = "MD5",
        ["name"] = "Name",
        ["noarch"] = "Noarch",
        ["package_type"] = "Package type",
        ["requested_spec"] = "Requested",
        ["requested_specs"] = "Requested",
        ["sha256"] = "SHA256",
        ["size"] = "Size",
        ["subdir"] = "Subdir",
        ["timestamp"] = "Timestamp",
        ["track_features"] = "Track features",
        ["url"] = "URL",
        ["version"] = "Version",
    };

    private readonly bool _showDefaults;

    internal PackageColumns(IReadOnlyList<string> fields, bool size, bool showDefaults)
    {
        Fields = size && !fields.Contains("size") ? [.. fields, "size"] : fields;
        _showDefaults = showDefaults;
        var unknown = Fields.Where(f => !Titles.ContainsKey(f)).ToArray();
        if (unknown.Length > 0)
        {
            throw new CondaException($"Invalid fields passed: {string.Join(", ", unknown)}", $"there are {string.Join(", ", Titles.Keys)}");
        }
    }

    internal IReadOnlyList<string> Fields { get; }

    internal IEnumerable<string> Headings => Fields.Select(f => Titles[f]);

    /// <summary>The narrowest widths: conda gives its usual columns room.</summary>
    internal int[] Widths()
    {
        int[] widths = [.. Headings.Select(h => h.Length)];
        if (Fields.Take(4).SequenceEqual(Usual))
        {
            (widths[0], widths[1], widths[2], widths[3]) = (23, 15, 15, 1);
        }

        return widths;
    }

    internal string Cell(string field, PrefixRecord record, CondaPrefix prefix, CondaConfiguration configuration) => field switch
    {
        "name" => record.Name,
        "version" => record.Version,
        "build" => record.Build,
        "channel_name" => ChannelName(record, configuration),
        "size" => CondaBytes.Text(InstalledSize.Of(prefix, record)),
        "build_number" => record.BuildNumber.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "channel" => UrlSecrets.Hide(record.Channel ?? ""),
        "constrains" => string.Join(", ", record.Constrains),
        "depends" => string.Join(", ", record.Depends),
        "dist_str" => PackageListView.DistText(record, configuration.ChannelResolver),
        "fn" => record.FileName ?? "",
        "license" => record.License ?? "",
        "license_family" => record.LicenseFamily ?? "",
        "md5" => record.Md5 ?? "",
        "noarch" => record.Noarch ?? "",
        "package_type" => record.PackageType ?? "",
        "requested_spec" or "requested_specs" => string.Join(", ", record.RequestedSpecs),
        "sha256" => record.Sha256 ?? "",
        "subdir" => record.Subdir ?? "",
        "timestamp" => record.Timestamp?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
        "url" => UrlSecrets.Hide(record.Url ?? ""),
        _ => "",
    };

    private string ChannelName(PrefixRecord record, CondaConfiguration configuration)
    {
        var name = configuration.ChannelResolver.Resolve(record.Channel).CanonicalName;
        var shown = _showDefaults || configuration.Get(ParameterTable.Find("show_channel_urls")!) switch
        {
            SettingValue.BooleanValue choice => choice.Value,
            _ => name != "defaults",
        };
        return shown ? name : "";
    }
}
