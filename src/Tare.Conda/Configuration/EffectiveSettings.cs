using Tare.Primitives;

namespace Tare.Conda.Configuration;

/// <summary>The values that are in force, where they are more than what was configured: folders, platforms, threads, channels.</summary>
public static class EffectiveSettings
{
    /// <summary>The value in force of a setting, as <c>config --show</c> prints it.</summary>
    public static SettingValue Of(CondaConfiguration configuration, Parameter parameter) => parameter.Name switch
    {
        "envs_dirs" => SettingValue.Texts(configuration.EnvsDirs),
        "pkgs_dirs" => SettingValue.Texts(configuration.PkgsDirs),
        "root_prefix" => new SettingValue.TextValue(configuration.Root.Path),
        "subdir" => new SettingValue.TextValue(configuration.Subdir),
        "subdirs" => configuration.Texts("subdirs") is { Count: > 0 } named ? SettingValue.Texts(named) : SettingValue.Texts(configuration.Subdir, "noarch"),
        "export_platforms" => configuration.Texts("export_platforms") is { Count: > 0 } named ? SettingValue.Texts(named) : SettingValue.Texts(configuration.Subdir),
        "croot" => new SettingValue.TextValue(BuildFolder(configuration)),
        "console" when configuration.Json => new SettingValue.TextValue("json"),
        "default_threads" or "repodata_threads" => Threads(configuration, parameter.Name) is not 0 and var number ? new SettingValue.IntegerValue(number) : SettingValue.Null,
        "fetch_threads" => new SettingValue.IntegerValue(Threads(configuration, parameter.Name) is not 0 and var number ? number : 5),
        "verify_threads" or "execute_threads" => new SettingValue.IntegerValue(Threads(configuration, parameter.Name) is not 0 and var number ? number : 1),
        "custom_multichannels" => Multichannels(configuration),
        "custom_channels" => CustomChannels(configuration),
        _ => configuration.Get(parameter),
    };

    private static long Threads(CondaConfiguration configuration, string name) =>
        configuration.Integer(name) is not 0 and var own ? own : configuration.Integer("default_threads");

    private static string BuildFolder(CondaConfiguration configuration)
    {
        var named = configuration.Text("croot") is { Length: > 0 } croot ? croot : configuration.Text("bld_path");
        return PathExpansion.Full(named.Length > 0 ? named : Path.Join(configuration.IsRootWritable ? configuration.Root.Path : "~", "conda-bld"), configuration.Host);
    }

    private static SettingValue.MapValue Multichannels(CondaConfiguration configuration)
    {
        var named = configuration.Get(ParameterTable.Find("custom_multichannels")!) is SettingValue.MapValue map ? map.Entries : [];
        IEnumerable<KeyValuePair<string, SettingValue>> defaults = named.Any(e => e.Key == "defaults") ? [] : [KeyValuePair.Create("defaults", SettingValue.Texts(configuration.DefaultChannels))];
        return new SettingValue.MapValue([.. named, .. defaults, KeyValuePair.Create("local", SettingValue.EmptyList)]);
    }

    // The channels of `defaults` are known by name too.
    private static SettingValue.MapValue CustomChannels(CondaConfiguration configuration)
    {
        var entries = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
        foreach (var url in configuration.DefaultChannels.Where(u => u.Contains("://", StringComparison.Ordinal)).Select(UrlCredentials.Remove))
        {
            var host = url.IndexOf('/', url.IndexOf("://", StringComparison.Ordinal) + 3);
            if (host > 0)
            {
                entries[url[(host + 1)..].Trim('/')] = new SettingValue.TextValue(url[..host]);
            }
        }

        foreach (var (name, address) in configuration.CustomChannels)
        {
            entries[name] = new SettingValue.TextValue(address);
        }

        return new SettingValue.MapValue([.. entries]);
    }

    /// <summary>A copy of a value in which URLs have lost their secrets.</summary>
    public static SettingValue WithoutSecrets(SettingValue value) => value switch
    {
        SettingValue.TextValue text => new SettingValue.TextValue(UrlSecrets.Hide(text.Value)),
        SettingValue.ListValue list => new SettingValue.ListValue([.. list.Items.Select(WithoutSecrets)]),
        SettingValue.MapValue map => new SettingValue.MapValue([.. map.Entries.Select(e => KeyValuePair.Create(UrlSecrets.Hide(e.Key), WithoutSecrets(e.Value)))]),
        _ => value,
    };
}
