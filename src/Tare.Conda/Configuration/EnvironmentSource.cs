namespace Tare.Conda.Configuration;

/// <summary>The settings in environment variables: <c>CONDA_</c> and the key in capitals.</summary>
internal static class EnvironmentSource
{
    private const string Prefix = "CONDA_";

    internal static SettingSource From(CondaHost host) => new(
        SettingSources.Environment,
        [.. host.Variables
            .Where(v => v.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(v => (Key: v.Key[Prefix.Length..].ToLowerInvariant(), v.Value))
            .OrderBy(v => v.Key, StringComparer.Ordinal)
            .Select(v => KeyValuePair.Create(v.Key, ValueOf(v.Key, v.Value)))]);

    // A variable is one text; only its parameter says whether that is a list.
    private static RawValue ValueOf(string key, string text)
    {
        if (ParameterTable.Find(key) is { Shape: ParameterShape.List } parameter)
        {
            var parts = text.Split(parameter.Delimiter, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return new RawValue { Items = [.. parts.Select(Scalar)] };
        }

        var important = text.IndexOf("!important", StringComparison.Ordinal);
        return important < 0 ? Scalar(text.Trim()) : Scalar(text[..important].Trim()) with { Flag = SettingFlag.Final };
    }

    private static RawValue Scalar(string text) => new() { Text = text, IsPlain = true };
}
