using System.Buffers.Binary;
using System.Text;
using Tare.Primitives;
using Tare.Testing;

namespace Tare.Conda.Tests.Repodata;

/// <summary>Writes a channel's shards as `conda index` does: MessagePack in zstd.</summary>
internal static class ShardWriter
{
    internal static byte[] Text(string text) => [0xd9, (byte)text.Length, .. Encoding.UTF8.GetBytes(text)];

    internal static byte[] Map(params (string Key, byte[] Value)[] pairs) =>
        [0xde, (byte)(pairs.Length >> 8), (byte)pairs.Length, .. pairs.SelectMany(p => (byte[])[.. Text(p.Key), .. p.Value])];

    internal static byte[] Binary(ReadOnlySpan<byte> bytes) => [0xc4, (byte)bytes.Length, .. bytes];

    internal static byte[] Number(uint number)
    {
        var bytes = new byte[5];
        bytes[0] = 0xce;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), number);
        return bytes;
    }

    internal static byte[] Shard(string name, params string[] depends) => Map(
        ("packages", Map()),
        ("packages.conda", Map(($"{name}-1-0.conda", Map(
            ("name", Text(name)),
            ("version", Text("1")),
            ("build", Text("0")),
            ("build_number", Number(0)),
            ("sha256", Binary(new byte[32])),
            ("size", Number(70_000)),
            ("depends", [0xdc, 0, (byte)depends.Length, .. depends.SelectMany(Text)]))))),
        ("removed", [0x90]));

    /// <summary>Writes shards and their index below a folder and gives the hash of each.</summary>
    internal static Dictionary<string, Digest> Write(TemporaryFolder folder, string subdir, (string BaseUrl, string ShardsBaseUrl) urls, params (string Name, byte[] Shard)[] shards)
    {
        var hashes = new Dictionary<string, Digest>();
        Directory.CreateDirectory(folder[subdir]);
        Directory.CreateDirectory(folder[Path.Join(subdir, urls.ShardsBaseUrl)]);
        foreach (var (name, shard) in shards)
        {
            var packed = Pack(shard);
            hashes[name] = Digest.Of(packed);
            File.WriteAllBytes(folder[Path.Join(subdir, urls.ShardsBaseUrl, $"{hashes[name].Hex}.msgpack.zst")], packed);
        }

        var index = Map(
            ("info", Map(("subdir", Text("linux-64")), ("base_url", Text(urls.BaseUrl)), ("shards_base_url", Text(urls.ShardsBaseUrl)))),
            ("version", [1]),
            ("shards", Map([.. hashes.Select(h => (h.Key, Binary(Convert.FromHexString(h.Value.Hex))))])));
        File.WriteAllBytes(folder[Path.Join(subdir, "repodata_shards.msgpack.zst")], Pack(index));
        return hashes;
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var compressor = new ZstdSharp.Compressor(3);
        return compressor.Wrap(bytes).ToArray();
    }
}
