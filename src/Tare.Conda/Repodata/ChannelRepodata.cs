using System.Buffers;
using System.Text;
using System.Text.Json;
using Tare.Conda.Records;
using Tare.Conda.Repodata.Indexing;
using Tare.Conda.Repodata.Json;

namespace Tare.Conda.Repodata;

/// <summary>The packages of one subdir of a channel: the index for the solver, and the text for whole records. Shared by all solves.</summary>
public sealed class ChannelRepodata : IDisposable
{
    private const int UsualRecordSize = 2048;
    private const int LargestRecord = 64 << 20;

    private readonly RepodataLocation _location;
    private readonly RepodataText _text;

    internal ChannelRepodata(RepodataLocation location, RepodataIndex index, RepodataText text)
    {
        _location = location;
        _text = text;
        Index = index;
    }

    /// <summary>Reads a list that is a file, without a cache.</summary>
    /// <param name="path">The file: repodata.json or the like.</param>
    /// <param name="channel">The channel's name and URL, and the subdir the list is of.</param>
    /// <exception cref="RepodataException">The file is no package list.</exception>
    public static ChannelRepodata Read(string path, RepodataLocation channel)
    {
        var text = RepodataText.OfFile(path);
        return new ChannelRepodata(channel, RepodataReader.Read(text, channel.Url, default), text);
    }

    /// <summary>Reads a list that is in memory.</summary>
    /// <exception cref="RepodataException">The bytes are no package list.</exception>
    public static ChannelRepodata Parse(ReadOnlyMemory<byte> list, RepodataLocation channel)
    {
        var text = RepodataText.Of(list);
        return new ChannelRepodata(channel, RepodataReader.Read(text, channel.Url, default), text);
    }

    /// <summary>The records of a name, in the order conda prefers them.</summary>
    public IEnumerable<RepoDataRecord> RecordsOf(string name)
    {
        var number = Index.FindName(Encoding.UTF8.GetBytes(name));
        var (first, count) = number < 0 ? (0, 0) : Index.RowsOf(number);
        return Enumerable.Range(first, count).Select(ReadRecord);
    }

    /// <summary>Every record.</summary>
    public IEnumerable<RepoDataRecord> Records => Enumerable.Range(0, Count).Select(ReadRecord);

    internal RepodataIndex Index { get; }

    /// <summary>How many packages there are.</summary>
    public int Count => Index.RowCount;

    /// <summary>How many records are no packages, and were left out.</summary>
    public int SkippedCount => Index.Skipped;

    /// <summary>The channel's canonical name.</summary>
    public string ChannelName => _location.ChannelName;

    /// <summary>The channel's URL without subdir and credentials.</summary>
    public string ChannelUrl => _location.ChannelUrl;

    /// <summary>The subdir that was read.</summary>
    public string Subdir => _location.Subdir;

    /// <summary>The list's URL without credentials.</summary>
    public string Url => _location.Url;

    /// <summary>Reads one package's record from the text.</summary>
    /// <exception cref="RepodataException">The text is not what the index was made from.</exception>
    internal RepoDataRecord ReadRecord(int row)
    {
        for (var size = UsualRecordSize; ; size *= 2)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(size);
            try
            {
                var length = _text.Read(Index.Rows[row].Offset, buffer);
                if (TryParse(buffer.AsMemory(0, length)) is { } record)
                {
                    return record;
                }

                if (length < buffer.Length)
                {
                    throw new RepodataException(Url, "changed while it was in use", "run the command again");
                }

                if (size >= LargestRecord)
                {
                    throw new RepodataException(Url, $"holds a record of more than {LargestRecord >> 20} MiB", "no package has one; tell the channel's owner");
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    // A key and its value at the start of the text; null where the text ends within.
    private RepoDataRecord? TryParse(ReadOnlyMemory<byte> text)
    {
        var scanner = new JsonScanner(text.Span, 0);
        if (!scanner.TryString(out var key, out _) || !scanner.TryTake((byte)':') || scanner.Peek() != '{')
        {
            return null;
        }

        var start = scanner.Position;
        return scanner.TrySkip() ? Parse(Encoding.UTF8.GetString(key), text[start..scanner.Position]) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Index.Dispose();
        _text.Dispose();
    }

    private RepoDataRecord Parse(string fileName, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var record = RepoDataRecordJson.Read(document.RootElement, fileName);
            return record with
            {
                Channel = ChannelUrl,
                Subdir = record.Subdir ?? Subdir,
                FileName = fileName,
                Url = $"{(Index.Info.BaseUrl.Length > 0 ? Index.Info.BaseUrl.TrimEnd('/') : $"{ChannelUrl}/{Subdir}")}/{fileName}",
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The framework calls text that is no UTF-8 an invalid operation.
            throw new RepodataException(Url, $"holds a record of {fileName} that is not valid JSON", inner: exception);
        }
    }
}
