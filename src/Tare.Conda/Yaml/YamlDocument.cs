namespace Tare.Conda.Yaml;

/// <summary>Reads one YAML document into nodes, within limits that no honest file reaches.</summary>
public static class YamlDocument
{
    /// <summary>The first document of a text, or null where it holds none; <see cref="YamlException"/> names <paramref name="path"/>.</summary>
    public static YamlNode? Parse(string text, string path) => Parse(text, path, YamlLimits.Settings);

    /// <summary>The first document of a text within other limits, for files that programs write.</summary>
    public static YamlNode? Parse(string text, string path, YamlLimits limits)
    {
        if (text.Length > limits.Length)
        {
            throw new YamlException(path, 1, 1, $"the file is longer than {limits.Length} characters");
        }

        // The parser takes a NUL for the end of the text.
        if (text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var nul)
        {
            throw new YamlException(path, 1 + text.AsSpan(0, nul).Count('\n'), nul - text.LastIndexOf('\n', nul), "a NUL character cannot be part of it");
        }

        try
        {
            return new YamlBuilder(text, path, limits.Nodes).Read();
        }
        catch (YamlDotNet.Core.YamlException exception)
        {
            var (line, column) = Tab(text, exception) ?? ((int)exception.Start.Line, (int)exception.Start.Column);
            throw new YamlException(path, line, column, Reason(exception), exception);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or OverflowException or IndexOutOfRangeException)
        {
            throw new YamlException(path, 1, 1, "this is not YAML", exception);
        }
    }

    // Of a tab the parser says where the mapping around it begins.
    private static (int Line, int Column)? Tab(string text, Exception exception)
    {
        if (exception.Message.Contains("tab as indentation", StringComparison.Ordinal))
        {
            var lines = text.Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                var indent = lines[i].Length - lines[i].TrimStart(' ', '\t').Length;
                if (lines[i].IndexOf('\t', 0, indent) is >= 0 and var tab)
                {
                    return (i + 1, tab + 1);
                }
            }
        }

        return null;
    }

    private static string Reason(Exception exception)
    {
        var message = (exception.InnerException ?? exception).Message.TrimEnd('.');
        return message.Length > 0 ? char.ToLowerInvariant(message[0]) + message[1..] : "this is not YAML";
    }
}
