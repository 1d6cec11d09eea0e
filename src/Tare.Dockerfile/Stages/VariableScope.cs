using System.Text;

namespace Tare.Dockerfile.Stages;

/// <summary>The values of ARG and ENV that are known at a place of a Dockerfile (Dockerfile reference, "Environment replacement").</summary>
public sealed class VariableScope
{
    private readonly VariableScope? _before;
    private readonly List<(string Name, string? Value)> _own = [];

    /// <summary>An empty scope.</summary>
    public VariableScope()
    {
    }

    /// <summary>What holds behind an instruction: the scope before it, which changes no more, and what is set here.</summary>
    public VariableScope(VariableScope before) => _before = before;

    /// <summary>The value of a variable; null where it is unset or only the build knows.</summary>
    public string? this[string name]
    {
        get => Find(name)?.Value;
        set => _own.Add((name, value));
    }

    /// <summary>The variable was declared, known or not.</summary>
    public bool Declares(string name) => Find(name) is not null;

    // The last one set counts.
    private (string Name, string? Value)? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope._before)
        {
            for (var i = scope._own.Count - 1; i >= 0; i--)
            {
                if (scope._own[i].Name == name)
                {
                    return scope._own[i];
                }
            }
        }

        return null;
    }

    /// <summary>Replaces <c>$NAME</c>, <c>${NAME}</c>, <c>${NAME:-word}</c> and <c>${NAME:+word}</c>; what is unknown stays as written.</summary>
    public string Expand(string text)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '$')
            {
                result.Append('$');
                i++;
            }
            else if (text[i] == '$' && NameAt(text, i) is var (end, replacement) && end > i)
            {
                result.Append(replacement);
                i = end - 1;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    private (int End, string Replacement) NameAt(string text, int dollar)
    {
        var braced = dollar + 1 < text.Length && text[dollar + 1] == '{';
        var start = dollar + (braced ? 2 : 1);
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        if (end == start)
        {
            return (dollar, "");
        }

        var name = text[start..end];
        if (!braced)
        {
            return (end, this[name] ?? text[dollar..end]);
        }

        var close = text.IndexOf('}', end);
        if (close < 0)
        {
            return (dollar, "");
        }

        return (close + 1, Modified(this[name], text[end..close]) ?? text[dollar..(close + 1)]);
    }

    private static string? Modified(string? value, string modifier) => modifier switch
    {
        "" => value,
        [':', '-', .. var word] => string.IsNullOrEmpty(value) ? word : value,
        ['-', .. var word] => value ?? word,
        [':', '+', .. var word] => string.IsNullOrEmpty(value) ? "" : word,
        ['+', .. var word] => value is null ? "" : word,
        _ => null,
    };
}
