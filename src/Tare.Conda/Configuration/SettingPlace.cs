namespace Tare.Conda.Configuration;

/// <summary>Where a setting was written: for error messages.</summary>
internal readonly record struct SettingPlace(string Source, string Key)
{
    internal ConfigurationException Error(RawValue value, string reason) =>
        new(Source, Source is SettingSources.Environment or SettingSources.CommandLine ? null : value.Line, Key, reason);
}
