using System.Text;
using System.Text.Json;
using Tare.Conda.Records;
using Tare.Conda.Repodata.Json;

namespace Tare.Conda.Repodata.Exports;

/// <summary>Takes the run exports of some packages out of a channel's <c>run_exports.json</c> (CEP 12), in one pass.</summary>
internal sealed class RunExportsReader(HashSet<string> fileNames) : IRecordReader
{
    private const int UsualName = 256;

    private readonly Dictionary<string, RunExports> _found = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _wanted = fileNames.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The run exports of those packages that the list names, by file name.</summary>
    /// <exception cref="RepodataException">The text is cut off, is no JSON, or is of another subdir.</exception>
    public static IReadOnlyDictionary<string, RunExports> Read(RepodataText text, RepodataLocation location, HashSet<string> fileNames)
    {
        var reader = new RunExportsReader(fileNames);
        var parser = new RepodataParser(text, 0, RepodataSection.Start, tarBz2Only: false) { Records = reader };
        parser.ReadUntil(-1);
        if (parser.Fault is { } fault)
        {
            throw new RepodataException(location.Url, fault, "the server or a proxy sent something else than the run exports; fetch them again, or name another mirror");
        }

        return parser.Subdir is { Length: > 0 } subdir && subdir != location.Subdir
            ? throw RepodataException.OfOtherSubdir(location, subdir)
            : reader._found;
    }

    /// <inheritdoc/>
    public bool TryRead(ref JsonScanner scanner, long windowOffset)
    {
        if (!scanner.TryString(out var raw, out var escaped) || !scanner.TryTake((byte)':') || scanner.Peek() < 0)
        {
            return false;
        }

        var start = scanner.Position;
        return scanner.TrySkip() && (Wanted(raw, escaped) is not { } name || TryKeep(name, scanner.From(start)));
    }

    // A channel has hundreds of thousands of names, of which a few are wanted: the others do not become strings.
    private string? Wanted(ReadOnlySpan<byte> raw, bool escaped)
    {
        ReadOnlySpan<byte> bytes = escaped ? JsonText.Unescape(raw) : raw;
        Span<char> letters = bytes.Length <= UsualName ? stackalloc char[UsualName] : new char[bytes.Length];
        return _wanted.TryGetValue(letters[..Encoding.UTF8.GetChars(bytes, letters)], out var name) ? name : null;
    }

    private bool TryKeep(string name, ReadOnlySpan<byte> json)
    {
        try
        {
            var value = JsonElement.Parse(json);
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(RunExports.Key, out var exports) && RunExports.Read(exports) is { } read)
            {
                _found[name] = read;
            }

            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The framework calls text that is no UTF-8 an invalid operation.
            return false;
        }
    }
}
