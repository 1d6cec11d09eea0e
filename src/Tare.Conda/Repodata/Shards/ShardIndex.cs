using System.Text;
using Tare.Conda.Repodata.MessagePack;
using Tare.Primitives;

namespace Tare.Conda.Repodata.Shards;

/// <summary>What <c>repodata_shards.msgpack.zst</c> says (CEP 16): the SHA-256 of each name's shard, and where shards and archives are.</summary>
/// <param name="BaseUrl">Where the archives are; empty for beside the index.</param>
/// <param name="ShardsBaseUrl">Where the shards are; empty for beside the index.</param>
/// <param name="Shards">By package name.</param>
internal sealed record ShardIndex(string BaseUrl, string ShardsBaseUrl, IReadOnlyDictionary<string, Digest> Shards)
{
    /// <summary>Reads an index, decompressed.</summary>
    /// <exception cref="MessagePackException">The bytes are no index.</exception>
    public static ShardIndex Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new MessagePackReader(bytes);
        var (baseUrl, shardsBaseUrl) = ("", "");
        Dictionary<string, Digest>? shards = null;
        for (var left = reader.ReadMap(); left > 0; left--)
        {
            var key = reader.ReadText();
            if (key.SequenceEqual("info"u8))
            {
                (baseUrl, shardsBaseUrl) = ReadInfo(ref reader);
            }
            else if (key.SequenceEqual("shards"u8))
            {
                shards = ReadShards(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new ShardIndex(baseUrl, shardsBaseUrl, shards ?? throw reader.Error("ends an index without shards"));
    }

    private static (string BaseUrl, string ShardsBaseUrl) ReadInfo(ref MessagePackReader reader)
    {
        var (baseUrl, shardsBaseUrl) = ("", "");
        for (var left = reader.ReadMap(); left > 0; left--)
        {
            var key = reader.ReadText();
            if (reader.Peek() != MessagePackKind.Text)
            {
                reader.Skip();
                continue;
            }

            var value = Encoding.UTF8.GetString(reader.ReadText());
            baseUrl = key.SequenceEqual("base_url"u8) ? value : baseUrl;
            shardsBaseUrl = key.SequenceEqual("shards_base_url"u8) ? value : shardsBaseUrl;
        }

        return (baseUrl, shardsBaseUrl);
    }

    private static Dictionary<string, Digest> ReadShards(ref MessagePackReader reader)
    {
        var shards = new Dictionary<string, Digest>(StringComparer.Ordinal);
        for (var left = reader.ReadMap(); left > 0; left--)
        {
            var name = Encoding.UTF8.GetString(reader.ReadText());
            var hash = reader.ReadBinary();
            shards[name] = hash.Length == 32 ? new Digest(hash) : throw reader.Error($"ends a hash of {hash.Length} bytes instead of 32");
        }

        return shards;
    }
}
