using System.Buffers;
using System.Text;
using System.Text.Json;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Repodata.MessagePack;
using Tare.Primitives.Json;

namespace Tare.Conda.Repodata.Shards;

/// <summary>Puts shards together to the package list that the channel would have if it held nothing else: <c>repodata.json</c> in memory.</summary>
internal sealed class ShardList
{
    private readonly Section _tarBz2 = new("packages");
    private readonly Section _conda = new("packages.conda");

    /// <summary>Adds a shard, decompressed, and gives the names that its packages depend on.</summary>
    /// <exception cref="MessagePackException">The bytes are no shard.</exception>
    public IReadOnlySet<string> Add(ReadOnlySpan<byte> shard)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var reader = new MessagePackReader(shard);
        for (var left = reader.ReadMap(); left > 0; left--)
        {
            var key = reader.ReadText();
            if (key.SequenceEqual("packages"u8))
            {
                Copy(ref reader, _tarBz2.Writer, needed);
            }
            else if (key.SequenceEqual("packages.conda"u8))
            {
                Copy(ref reader, _conda.Writer, needed);
            }
            else
            {
                reader.Skip();
            }
        }

        return needed;
    }

    /// <summary>The whole list.</summary>
    public ReadOnlyMemory<byte> ToJson(string subdir, string baseUrl) => JsonWriting.Bytes(JsonWriting.Compact, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("info");
        writer.WriteString("subdir", subdir);
        writer.WriteString("base_url", baseUrl);
        writer.WriteEndObject();
        _tarBz2.WriteTo(writer);
        _conda.WriteTo(writer);
        writer.WriteEndObject();
    });

    private static void Copy(ref MessagePackReader reader, Utf8JsonWriter writer, HashSet<string> needed)
    {
        for (var left = reader.ReadMap(); left > 0; left--)
        {
            writer.WritePropertyName(reader.ReadText());
            var record = reader;
            ReadDependencies(ref record, needed);
            MessagePackJson.Copy(ref reader, writer);
        }
    }

    private static void ReadDependencies(ref MessagePackReader reader, HashSet<string> needed)
    {
        for (var left = reader.ReadMap(); left > 0; left--)
        {
            if (!reader.ReadText().SequenceEqual("depends"u8) || reader.Peek() != MessagePackKind.Array)
            {
                reader.Skip();
                continue;
            }

            for (var count = reader.ReadArray(); count > 0; count--)
            {
                if (reader.Peek() != MessagePackKind.Text)
                {
                    reader.Skip();
                }
                else if (MatchSpec.NameOf(Encoding.UTF8.GetString(reader.ReadText())) is { } name)
                {
                    needed.Add(name);
                }
            }
        }
    }

    private sealed class Section
    {
        private readonly string _name;
        private readonly ArrayBufferWriter<byte> _buffer = new();

        public Section(string name)
        {
            _name = name;
            Writer = new Utf8JsonWriter(_buffer, JsonWriting.Compact);
            Writer.WriteStartObject();
        }

        public Utf8JsonWriter Writer { get; }

        public void WriteTo(Utf8JsonWriter writer)
        {
            Writer.WriteEndObject();
            Writer.Dispose();
            writer.WritePropertyName(_name);
            writer.WriteRawValue(_buffer.WrittenSpan, skipInputValidation: true);
        }
    }
}
