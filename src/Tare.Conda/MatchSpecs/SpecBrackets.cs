using Tare.Conda.Channels;
using Tare.Conda.Versions;

namespace Tare.Conda.MatchSpecs;

/// <summary>
/// Reads what stands in the brackets of a match spec: <c>key=value</c> with commas or spaces between them, values in quotes where
/// they hold such, lists in brackets of their own for <c>extras</c> and <c>flags</c>.
/// </summary>
internal sealed class SpecBrackets(string content, int start, SpecPlaces places)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _position;
    private SyntaxFault _fault;

    /// <summary>The last section between a pair of brackets; its length is 0 where there is none.</summary>
    internal static (int Start, int Length) Find(string body, char open, char close)
    {
        var end = body.LastIndexOf(close);
        var depth = 0;
        for (var i = end; i >= 0; i--)
        {
            depth += body[i] == close ? 1 : body[i] == open ? -1 : 0;
            if (depth == 0)
            {
                return (i, end - i + 1);
            }
        }

        var first = end < 0 ? -1 : body.IndexOf(open, 0, end);
        return first < 0 ? (0, 0) : (first, end - first + 1);
    }

    /// <summary>Parentheses of old specs: <c>optional</c>, <c>target=...</c>.</summary>
    internal static bool IsLegacy(string content) => content.Split(',', ' ').All(p => p is "" or "optional" || p.StartsWith("target=", StringComparison.Ordinal)
        || p.StartsWith("optional=", StringComparison.Ordinal));

    internal static MatchSpecFields ReadLegacy(string content, MatchSpecFields fields)
    {
        var target = Array.Find(content.Split(',', ' '), p => p.StartsWith("target=", StringComparison.Ordinal));
        return fields with
        {
            IsOptional = fields.IsOptional || content.Contains("optional", StringComparison.Ordinal),
            Target = target?[7..].Trim('\'', '"') ?? fields.Target,
        };
    }

    internal bool TryRead(MatchSpecFields fields, ChannelResolver channels, out MatchSpecFields result, out SyntaxFault fault)
    {
        result = fields;
        while (SkipDelimiters())
        {
            var keyStart = _position;
            var key = Key();
            if (key.Length == 0 || !_seen.Add(key))
            {
                _fault = new(key.Length == 0 ? "a key is expected here" : $"'{key}' is there twice", start + keyStart);
            }
            else if (key == "version" && Here is '<' or '>' or '!' or '~')
            {
                result = TakeBareVersion(result);
                continue;
            }
            else if (!TryValue(key, keyStart, ref result, channels))
            {
                _fault = _fault.Reason is null ? new("a value is expected here", start + _position) : _fault;
            }

            if (_fault.Reason is not null)
            {
                fault = _fault;
                return false;
            }
        }

        fault = default;
        return true;
    }

    private char Here => _position < content.Length ? content[_position] : '\0';

    private bool TryValue(string key, int keyStart, ref MatchSpecFields fields, ChannelResolver channels)
    {
        SkipSpaces();
        if (Here != '=')
        {
            if (key == "optional")
            {
                fields = fields with { IsOptional = true };
                return true;
            }

            _fault = new($"key-value mismatch in brackets: '{key}' has no value", start + keyStart);
            return false;
        }

        _position++;
        SkipSpaces();
        if (key is "extras" or "flags")
        {
            return TryList(key, ref fields);
        }

        if (!TryText(out var value, out var valueStart))
        {
            return false;
        }

        return TrySet(key, keyStart, (value, valueStart), ref fields, channels);
    }

    private bool TrySet(string key, int keyStart, (string Text, int Start) value, ref MatchSpecFields fields, ChannelResolver channels)
    {
        if (key == "channel")
        {
            var channel = channels.Resolve(value.Text);
            var isUrl = ChannelUrl.HasScheme(value.Text) && channel.Location is not null && !channel.IsAtAlias;
            fields = fields with { Channel = isUrl ? channel.BaseUrl : channel.CanonicalName, Subdir = fields.Subdir ?? channel.Subdir };
            return true;
        }

        if (key == "when" && !SpecCondition.TryCheck(value.Text, channels, out var fault))
        {
            _fault = fault.Shifted(start + value.Start);
            return false;
        }

        var text = key == "version" ? NameVersionBuild.Sanitize(value.Text, hasBuild: false) : value.Text;
        if (!fields.TrySet(key, text, out fields))
        {
            _fault = new($"cannot match on field '{key}'", start + keyStart);
            return false;
        }

        places.Add(key, start + value.Start, key == "version" ? value.Text : null);
        return true;
    }

    private bool TryText(out string value, out int valueStart)
    {
        var quote = Here;
        if (quote is '\'' or '"')
        {
            valueStart = ++_position;
            var end = ClosingQuote(quote);
            value = end < 0 ? "" : content[valueStart..end];
            _fault = end < 0 ? new("the quote is not closed", start + valueStart - 1) : value.Length == 0 ? new("key-value mismatch in brackets", start + valueStart) : default;
            _position = end < 0 ? content.Length : end + 1;
            return _fault.Reason is null;
        }

        valueStart = _position;
        while (_position < content.Length && Here is not (',' or ' '))
        {
            _position++;
        }

        value = content[valueStart.._position];
        _fault = value.Length == 0 ? new("key-value mismatch in brackets", start + valueStart) : default;
        return value.Length > 0;
    }

    // The quote that a delimiter follows: a value may hold quotes of its own.
    private int ClosingQuote(char quote)
    {
        for (var i = content.IndexOf(quote, _position); i >= 0; i = content.IndexOf(quote, i + 1))
        {
            if (i + 1 == content.Length || content[i + 1] is ',' or ' ')
            {
                return i;
            }
        }

        return -1;
    }

    private bool TryList(string key, ref MatchSpecFields fields)
    {
        var listStart = _position;
        var isBracketed = Here == '[';
        var end = isBracketed ? content.IndexOf(']', _position) : -1;
        string inner;
        if (isBracketed && end >= 0)
        {
            inner = content[(_position + 1)..end];
            _position = end + 1;
        }
        else if (isBracketed || !TryText(out inner, out _) || inner.AsSpan().IndexOfAny("[]") >= 0)
        {
            _fault = new($"'{key}' value has unbalanced brackets", start + listStart);
            return false;
        }

        var items = inner.Split(',').Select(i => i.Trim().Trim('\'', '"')).ToArray();
        if (items.Any(i => i.Length == 0))
        {
            _fault = new($"'{key}' list has an empty item", start + listStart);
            return false;
        }

        fields = key == "extras" ? fields with { Extras = items } : fields with { Flags = items };
        return true;
    }

    // [version<2] is older than the rule that a key has an `=`.
    private MatchSpecFields TakeBareVersion(MatchSpecFields fields)
    {
        var valueStart = _position;
        _position = content.Length;
        places.Add("version", start + valueStart);
        return fields with { Version = content[valueStart..].Trim() };
    }

    private string Key()
    {
        var keyStart = _position;
        while (_position < content.Length && (char.IsAsciiLetterOrDigit(Here) || Here is '_' or '-'))
        {
            _position++;
        }

        return content[keyStart.._position];
    }

    private bool SkipDelimiters()
    {
        while (_position < content.Length && Here is ',' or ' ')
        {
            _position++;
        }

        return _position < content.Length;
    }

    private void SkipSpaces()
    {
        while (_position < content.Length && Here == ' ')
        {
            _position++;
        }
    }
}
