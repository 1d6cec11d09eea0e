using System.Text;
using Tare.Conda.Repodata.Indexing;

namespace Tare.Conda.Repodata.Json;

/// <summary>
/// Reads a package list, or the part of it between two places, in one pass. The part may start at any record: the state is then
/// <see cref="RepodataSection.Record"/>.
/// </summary>
internal sealed class RepodataParser(RepodataText text, long start, RepodataSection state, bool tarBz2Only)
{
    private readonly TextWindow _window = new(text, start);
    private RepodataSection _state = state;
    private bool _ignored;

    /// <summary>What was read.</summary>
    public RecordBatch Batch => field ??= new RecordBatch(text.Length);

    /// <summary>Who reads the members of the sections instead; null where they are packages, for <see cref="Batch"/>.</summary>
    public IRecordReader? Records { get; init; }

    /// <summary>`info.subdir`, where the list says it.</summary>
    public string? Subdir { get; private set; }

    /// <summary>`info.base_url` (CEP 15), where the list says it.</summary>
    public string? BaseUrl { get; private set; }

    /// <summary>What is wrong with the text, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>
    /// Reads on until a record starts at <paramref name="stop"/>, or to the end. True: stopped there. False: came to the end, or to a
    /// <see cref="Fault"/>; then <paramref name="stop"/> is not where a record starts.
    /// </summary>
    public bool ReadUntil(long stop)
    {
        var records = Records ?? new RecordReader(Batch);
        while (_state != RepodataSection.End)
        {
            var scanner = new JsonScanner(_window.Bytes, _window.Position);
            if (_state == RepodataSection.Record && scanner.Peek() == '"' && _window.Offset + scanner.Position == stop)
            {
                return true;
            }

            if (TryStep(ref scanner, records))
            {
                _window.Position = scanner.Position;
            }
            else if (!scanner.Incomplete)
            {
                Fault = Describe(_window.Offset + scanner.Position);
                return false;
            }
            else if (!_window.TryRefill())
            {
                Fault = text.Length == 0 ? "is empty" : $"ends in the middle, after {text.Length} bytes";
                return false;
            }
        }

        return false;
    }

    private bool TryStep(ref JsonScanner scanner, IRecordReader records)
    {
        switch (_state)
        {
            case RepodataSection.Start:
                return TryStart(ref scanner);
            case RepodataSection.FirstKey when scanner.TryTake((byte)'}'):
            case RepodataSection.AfterValue when scanner.TryTake((byte)'}'):
                return Go(RepodataSection.End);
            case RepodataSection.FirstKey:
                return TryKey(ref scanner);
            case RepodataSection.AfterValue:
                return scanner.TryTake((byte)',') && TryKey(ref scanner);
            case RepodataSection.FirstRecord when scanner.TryTake((byte)'}'):
            case RepodataSection.AfterRecord when scanner.TryTake((byte)'}'):
                _ignored = false;
                return Go(RepodataSection.AfterValue);
            case RepodataSection.AfterRecord:
                return scanner.TryTake((byte)',') && Go(RepodataSection.Record);
            default:
                return (_ignored ? TryForget(ref scanner) : records.TryRead(ref scanner, _window.Offset)) && Go(RepodataSection.AfterRecord);
        }
    }

    private static bool TryForget(ref JsonScanner scanner) =>
        scanner.TryString(out _, out _) && scanner.TryTake((byte)':') && scanner.TrySkip();

    private bool TryStart(ref JsonScanner scanner)
    {
        // A byte order mark is against the rules of JSON, and harmless.
        if (scanner.Position == 0 && _window.Bytes.StartsWith("\uFEFF"u8))
        {
            scanner.Position = 3;
        }

        return scanner.TryTake((byte)'{') && Go(RepodataSection.FirstKey);
    }

    private bool TryKey(ref JsonScanner scanner)
    {
        if (!scanner.TryString(out var key, out _) || !scanner.TryTake((byte)':'))
        {
            return false;
        }

        if (key.SequenceEqual("packages"u8) || key.SequenceEqual("packages.conda"u8))
        {
            _ignored = tarBz2Only && key.Length > 8;
            return scanner.TryTake((byte)'{') && Go(RepodataSection.FirstRecord);
        }

        return (key.SequenceEqual("removed"u8) ? TryRemoved(ref scanner) : key.SequenceEqual("info"u8) ? TryInfo(ref scanner) : scanner.TrySkip())
            && Go(RepodataSection.AfterValue);
    }

    private bool TryRemoved(ref JsonScanner scanner)
    {
        if (scanner.Peek() != '[')
        {
            return scanner.TrySkip();
        }

        scanner.Position++;
        if (scanner.TryTake((byte)']'))
        {
            return true;
        }

        do
        {
            if (!scanner.TryString(out var fileName, out _))
            {
                return false;
            }

            if (ArchiveKey.TryStem(fileName, out var stem, out var tarBz2))
            {
                Batch.Removed.Add((stem, tarBz2));
            }
        }
        while (scanner.TryTake((byte)','));
        return scanner.TryTake((byte)']');
    }

    private bool TryInfo(ref JsonScanner scanner)
    {
        if (scanner.Peek() != '{')
        {
            return scanner.TrySkip();
        }

        scanner.Position++;
        if (scanner.TryTake((byte)'}'))
        {
            return true;
        }

        do
        {
            if (!scanner.TryString(out var key, out _) || !scanner.TryTake((byte)':'))
            {
                return false;
            }

            if (scanner.Peek() == '"' && (key.SequenceEqual("subdir"u8) || key.SequenceEqual("base_url"u8)))
            {
                if (!scanner.TryString(out var raw, out var escaped))
                {
                    return false;
                }

                var value = Encoding.UTF8.GetString(escaped ? JsonText.Unescape(raw) : raw);
                (Subdir, BaseUrl) = key.Length == 6 ? (value, BaseUrl) : (Subdir, value);
            }
            else if (!scanner.TrySkip())
            {
                return false;
            }
        }
        while (scanner.TryTake((byte)','));
        return scanner.TryTake((byte)'}');
    }

    private bool Go(RepodataSection next)
    {
        _state = next;
        return true;
    }

    private string Describe(long at)
    {
        var head = new byte[64];
        var shown = head.AsSpan(0, text.Read(0, head)).TrimStart(" \r\n\t"u8);
        if (shown.StartsWith("<"u8))
        {
            return "is a web page (HTML), not a package list";
        }

        return _state == RepodataSection.Start ? "is not a JSON object" : $"is not valid at byte {at}";
    }
}
