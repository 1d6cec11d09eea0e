using Tare.Primitives;

namespace Tare.Conda.Configuration;

public sealed partial class CondaConfiguration
{
    /// <summary>The channels to take packages from; conda-forge where nothing is configured.</summary>
    public IReadOnlyList<string> Channels => Texts("channels");

    /// <summary><c>strict</c>, <c>flexible</c> or <c>disabled</c>.</summary>
    public string ChannelPriority => Text("channel_priority");

    /// <summary>What is put before the name of a channel.</summary>
    public string ChannelAlias => Text("channel_alias");

    /// <summary>What the name <c>defaults</c> stands for.</summary>
    public IReadOnlyList<string> DefaultChannels => Texts("default_channels");

    /// <summary>Addresses of single channels, by name.</summary>
    public IReadOnlyDictionary<string, string> CustomChannels => Map("custom_channels");

    /// <summary>Channels by the name that stands for them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> CustomMultichannels => MapOfLists("custom_multichannels");

    /// <summary>Mirrors of channels, by name or address.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> MirroredChannels => MapOfLists("mirrored_channels");

    /// <summary>The platform that packages are for.</summary>
    public string Subdir => Text("subdir") is { Length: > 0 } named ? named : Platform.Host.Subdir ?? "unknown";

    /// <summary>Questions are answered with yes: true, false, or null where nothing is said.</summary>
    public bool? AlwaysYes => Get(ParameterTable.Find("always_yes")!) is SettingValue.BooleanValue value ? value.Value : null;

    /// <summary>Answers are JSON.</summary>
    public bool Json => Flag("json");

    /// <summary>No progress is shown.</summary>
    public bool Quiet => Flag("quiet");

    /// <summary>0 to 4.</summary>
    public long Verbosity => Flag("trace") ? 4 : Flag("debug") ? 3 : Integer("verbosity");

    /// <summary>Nothing is taken from the network.</summary>
    public bool Offline => Flag("offline");

    /// <summary>Files are linked by symbolic links.</summary>
    public bool AlwaysSoftlink => Flag("always_softlink");

    /// <summary>Files are copied into environments.</summary>
    public bool AlwaysCopy => Flag("always_copy");

    /// <summary>New environments are entered into environments.txt.</summary>
    public bool RegisterEnvs => Flag("register_envs");

    /// <summary>The value of a setting that is true or false.</summary>
    public bool Flag(string name) => Get(Parameter(name)) is SettingValue.BooleanValue { Value: true };

    /// <summary>The value of a setting that is a whole number; a truth value counts as 1 or 0.</summary>
    public long Integer(string name) => Get(Parameter(name)) switch
    {
        SettingValue.IntegerValue number => number.Value,
        SettingValue.BooleanValue { Value: true } => 1,
        _ => 0,
    };

    /// <summary>The value of a setting that is a number.</summary>
    public double Number(string name) => Get(Parameter(name)) is SettingValue.NumberValue number ? number.Value : Integer(name);

    /// <summary>The value of a setting that is text; empty where it is null.</summary>
    public string Text(string name) => Get(Parameter(name)) is SettingValue.TextValue text ? text.Value : "";

    /// <summary>The value of a setting that is a list of texts.</summary>
    public IReadOnlyList<string> Texts(string name) => TextsOf(Get(Parameter(name)));

    /// <summary>The value of a setting that is a map of texts; null values are left out.</summary>
    public IReadOnlyDictionary<string, string> Map(string name) => Get(Parameter(name)) is SettingValue.MapValue map
        ? map.Entries.Where(e => e.Value is SettingValue.TextValue).ToDictionary(e => e.Key, e => ((SettingValue.TextValue)e.Value).Value, StringComparer.Ordinal)
        : [];

    /// <summary>The value of a setting that is a map of lists of texts.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> MapOfLists(string name) => Get(Parameter(name)) is SettingValue.MapValue map
        ? map.Entries.ToDictionary(e => e.Key, e => TextsOf(e.Value), StringComparer.Ordinal)
        : [];

    private static IReadOnlyList<string> TextsOf(SettingValue value) =>
        value is SettingValue.ListValue list ? [.. list.Items.OfType<SettingValue.TextValue>().Select(t => t.Value)] : [];

    private static Parameter Parameter(string name) =>
        ParameterTable.Find(name) ?? throw new ArgumentException($"`{name}` is no setting of conda", nameof(name));
}
