using System.Text;
using Tare.Conda.Yaml;

namespace Tare.Conda.Configuration;

/// <summary>Reads a .condarc.</summary>
internal static class ConfigurationFile
{
    internal static SettingSource Read(string path) => Parse(path, Load(path));

    internal static string Load(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);
            if (stream.Length > YamlLimits.Settings.Length)
            {
                throw new ConfigurationException(path, null, null, $"the file is longer than {YamlLimits.Settings.Length} bytes");
            }

            using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException exception)
        {
            throw new ConfigurationException(path, null, null, "the file is not UTF-8", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(path, null, null, "the file cannot be read", exception);
        }
    }

    internal static SettingSource Parse(string path, string text) => YamlDocument.Parse(text, path) switch
    {
        null or YamlScalar { IsNull: true } => new SettingSource(path, []),
        YamlMapping map => new SettingSource(path, [.. map.Entries.Select(e => KeyValuePair.Create(e.Key.Text, ValueOf(e.Value, e.Key.Line)))]),
        var other => throw new ConfigurationException(path, other.Line, null, "the file is not a map of settings"),
    };

    private static RawValue ValueOf(YamlNode node, int line)
    {
        var value = new RawValue { Flag = FlagOf(node.Comment), Line = line };
        return node switch
        {
            YamlSequence list => value with { Items = [.. list.Items.Select(i => ValueOf(i, i.Line))] },
            YamlMapping map => value with { Entries = [.. map.Entries.Select(e => KeyValuePair.Create(e.Key.Text, ValueOf(e.Value, e.Key.Line)))] },
            YamlScalar { IsNull: true } => value,
            YamlScalar scalar => value with { Text = scalar.Text, IsPlain = scalar.IsPlain },
            _ => value,
        };
    }

    private static SettingFlag FlagOf(string? comment) => comment?.Trim('!', '#') switch
    {
        "final" => SettingFlag.Final,
        "top" => SettingFlag.Top,
        "bottom" => SettingFlag.Bottom,
        _ => SettingFlag.None,
    };
}
