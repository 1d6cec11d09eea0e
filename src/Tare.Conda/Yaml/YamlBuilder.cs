using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tare.Conda.Yaml;

/// <summary>Builds nodes from the parser's events. Aliases share the node they name; their weight is counted each time.</summary>
internal sealed class YamlBuilder(string text, string path, int maximumNodes)
{
    private const int MaximumDepth = 64;

    private readonly Parser _parser = new(new StringReader(text));
    private readonly Dictionary<string, YamlNode?> _anchors = [];
    private int _nodes;

    internal YamlNode? Read()
    {
        while (_parser.MoveNext())
        {
            if (_parser.Current is NodeEvent)
            {
                return Node(0, keyEnd: null);
            }
        }

        return null;
    }

    private YamlNode Node(int depth, Mark? keyEnd)
    {
        var current = _parser.Current!;
        if (depth > MaximumDepth)
        {
            throw Error(current, $"nested deeper than {MaximumDepth} levels");
        }

        if (current is AnchorAlias alias)
        {
            _anchors.TryGetValue(alias.Value.Value, out var known);
            var target = known ?? throw Error(current, $"the alias `*{alias.Value.Value}` names nothing that stands before it");
            Count(current, target.Weight);
            return target;
        }

        // The parser lets a mapping end where a value is due, after characters that it takes for the end of the text.
        if (current is not NodeEvent start)
        {
            throw Error(current, "a value is missing");
        }

        Count(current, 1);
        var anchor = start.Anchor;
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = null;
        }

        YamlNode node = current switch
        {
            Scalar scalar => ScalarOf(scalar),
            SequenceStart sequence => SequenceOf(sequence, depth, keyEnd),
            MappingStart mapping => MappingOf(mapping, depth, keyEnd),
            _ => throw Error(current, "this is not YAML"),
        };
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = node;
        }

        return node;
    }

    private YamlScalar ScalarOf(Scalar scalar)
    {
        var isBlock = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded;
        return new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty)
        {
            Line = (int)scalar.Start.Line,
            Column = (int)scalar.Start.Column,
            EndLine = isBlock && scalar.End.Column <= 1 ? Math.Max((int)scalar.Start.Line, (int)scalar.End.Line - 1) : (int)scalar.End.Line,
            Comment = isBlock ? null : CommentAfter(scalar.End),
        };
    }

    private YamlSequence SequenceOf(SequenceStart start, int depth, Mark? keyEnd)
    {
        var items = new List<YamlNode>();
        while (Next() is not SequenceEnd)
        {
            items.Add(Node(depth + 1, keyEnd: null));
        }

        return new YamlSequence(items)
        {
            Line = (int)start.Start.Line,
            Column = (int)start.Start.Column,
            IsFlow = start.Style == SequenceStyle.Flow,
            EndLine = start.Style == SequenceStyle.Flow || items.Count == 0 ? (int)_parser.Current!.End.Line : items.Max(i => i.EndLine),
            Comment = start.Style == SequenceStyle.Flow ? CommentAfter(_parser.Current!.End) : CommentAfterKey(keyEnd),
        };
    }

    private YamlMapping MappingOf(MappingStart start, int depth, Mark? keyEnd)
    {
        var entries = new List<YamlEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (Next() is not MappingEnd)
        {
            if (_parser.Current is not Scalar name)
            {
                throw Error(_parser.Current!, "a key must be a plain word");
            }

            var key = (YamlScalar)Node(depth + 1, keyEnd: null);
            if (!keys.Add(key.Text))
            {
                throw Error(name, $"the key `{key.Text}` is there twice");
            }

            Next();
            entries.Add(new YamlEntry(key, Node(depth + 1, name.End)));
        }

        return new YamlMapping(entries)
        {
            Line = (int)start.Start.Line,
            Column = (int)start.Start.Column,
            IsFlow = start.Style == MappingStyle.Flow,
            EndLine = start.Style == MappingStyle.Flow || entries.Count == 0 ? (int)_parser.Current!.End.Line : entries.Max(e => e.Value.EndLine),
            Comment = start.Style == MappingStyle.Flow ? CommentAfter(_parser.Current!.End) : CommentAfterKey(keyEnd),
        };
    }

    private ParsingEvent Next() => _parser.MoveNext() ? _parser.Current! : throw new YamlException(path, 1, 1, "the file ends too early");

    private void Count(ParsingEvent place, int weight)
    {
        _nodes += weight;
        if (_nodes > maximumNodes)
        {
            throw Error(place, $"more than {maximumNodes} values once its aliases are resolved");
        }
    }

    private string? CommentAfterKey(Mark? keyEnd)
    {
        if (keyEnd is not { } mark)
        {
            return null;
        }

        var colon = text.IndexOf(':', (int)Math.Min(mark.Index, text.Length));
        return colon < 0 ? null : CommentFrom(colon + 1);
    }

    private string? CommentAfter(Mark end) => CommentFrom((int)Math.Min(end.Index, text.Length));

    // Between the end of a node and the end of its line there is nothing but spaces and perhaps a comment.
    private string? CommentFrom(int start)
    {
        var index = start;
        while (index < text.Length && text[index] is ' ' or '\t' or ',')
        {
            index++;
        }

        if (index >= text.Length || text[index] != '#' || index == 0 || !char.IsWhiteSpace(text[index - 1]))
        {
            return null;
        }

        var end = text.AsSpan(index).IndexOfAny('\r', '\n');
        return text[(index + 1)..(end < 0 ? text.Length : index + end)].Trim();
    }

    private YamlException Error(ParsingEvent place, string reason) => new(path, (int)place.Start.Line, (int)place.Start.Column, reason);
}
