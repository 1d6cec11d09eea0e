using Tare.Dockerfile.Syntax;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tare.Dockerfile.EnvironmentFiles;

/// <summary>Reads an environment.yml from YAML events; nothing is built of what it does not need, so aliases cannot blow up.</summary>
public sealed class EnvironmentTextReader
{
    private readonly SourceText _source;
    private readonly Parser _parser;
    private readonly List<EnvironmentItem> _channels = [];
    private readonly List<EnvironmentItem> _dependencies = [];
    private readonly List<EnvironmentItem> _pip = [];
    private TextSpan? _pipKey;
    private EnvironmentItem? _prefix;
    private bool _hasName;

    private EnvironmentTextReader(SourceText source)
    {
        _source = source;
        _parser = new Parser(new StringReader(source.Text));
    }

    /// <summary>Reads a text; never throws.</summary>
    public static EnvironmentText Read(SourceText source)
    {
        var reader = new EnvironmentTextReader(source);
        var diagnostics = new List<Diagnostic>();
        try
        {
            reader.ReadDocument();
        }
        catch (YamlException exception)
        {
            var start = Math.Clamp((int)exception.Start.Index, 0, source.Text.Length);
            diagnostics.Add(new Diagnostic(new TextSpan(start, 0), $"this is not YAML: {Lowered(exception.Message)}"));
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or OverflowException or IndexOutOfRangeException)
        {
            // The library's scanner trips over some broken files without saying where.
            diagnostics.Add(new Diagnostic(new TextSpan(0, 0), "this is not YAML"));
        }

        return new EnvironmentText
        {
            Source = source,
            HasName = reader._hasName,
            Channels = reader._channels,
            Dependencies = reader._dependencies,
            Pip = reader._pip,
            PipKey = reader._pipKey,
            Prefix = reader._prefix,
            Diagnostics = diagnostics,
        };
    }

    private void ReadDocument()
    {
        while (_parser.MoveNext() && _parser.Current is not DocumentStart)
        {
        }

        if (!_parser.MoveNext() || _parser.Current is not MappingStart)
        {
            return;
        }

        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var key = (_parser.Current as Scalar)?.Value;
            if (_parser.Current is not Scalar)
            {
                Skip();
            }

            _parser.MoveNext();
            ReadValue(key);
        }
    }

    private void ReadValue(string? key)
    {
        switch (key)
        {
            case "channels":
                ReadList(_channels, isDependencies: false);
                break;
            case "dependencies":
                ReadList(_dependencies, isDependencies: true);
                break;
            case "prefix" when _parser.Current is Scalar scalar:
                _prefix = Item(scalar);
                break;
            case "name" when _parser.Current is Scalar:
                _hasName = true;
                break;
            default:
                Skip();
                break;
        }
    }

    private void ReadList(List<EnvironmentItem> items, bool isDependencies)
    {
        if (_parser.Current is not SequenceStart)
        {
            Skip();
            return;
        }

        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            if (_parser.Current is Scalar scalar)
            {
                items.Add(Item(scalar));
            }
            else if (_parser.Current is MappingStart && isDependencies)
            {
                ReadPip();
            }
            else
            {
                Skip();
            }
        }
    }

    private void ReadPip()
    {
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var key = _parser.Current as Scalar;
            if (key is null)
            {
                Skip();
            }

            _parser.MoveNext();
            if (key?.Value == "pip")
            {
                _pipKey = Item(key).Span;
                ReadList(_pip, isDependencies: false);
            }
            else
            {
                Skip();
            }
        }
    }

    // Goes to the end of the value that the parser stands at; counts instead of calling itself, as values may be nested deeply.
    private void Skip()
    {
        var depth = 0;
        do
        {
            depth += _parser.Current switch
            {
                MappingStart or SequenceStart => 1,
                MappingEnd or SequenceEnd => -1,
                _ => 0,
            };
        }
        while (depth > 0 && _parser.MoveNext());
    }

    private EnvironmentItem Item(Scalar scalar)
    {
        var start = Math.Clamp((int)scalar.Start.Index, 0, _source.Text.Length);
        var end = Math.Clamp((int)scalar.End.Index, start, _source.Text.Length);
        return new EnvironmentItem(scalar.Value, TextSpan.Between(start, end));
    }

    private static string Lowered(string message) =>
        message.Length > 1 && char.IsLower(message[1]) ? char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.') : message;
}
