using Tare.Conda.Repodata;
using Tare.Conda.Repodata.MessagePack;
using Tare.Conda.Repodata.Shards;

namespace Tare.Fuzz.Conda;

/// <summary>Shards of package lists, and indexes of shards: what is read as a shard must be a package list.</summary>
internal static class MessagePackFuzz
{
    internal static readonly FuzzTarget Target = new("msgpack", Run, () =>
    [
        [0x81, .. Text("packages"), 0x81, .. Text("a-1-0.tar.bz2"), 0x83, .. Text("name"), .. Text("a"), .. Text("depends"), 0x91, .. Text("b >=1"), .. Text("sha256"), 0xc4, 2, 1, 2],
        [0x82, .. Text("info"), 0x81, .. Text("base_url"), .. Text("../x"), .. Text("shards"), 0x81, .. Text("a"), 0xc4, 32, .. new byte[32]],
        [0x81, .. Text("x"), 0x98, 0xc0, 0xc3, 0xd0, 0x80, 0xcb, 0, 0, 0, 0, 0, 0, 0, 0, 0xd4, 1, 2, 0xde, 0, 0, 0xdc, 0, 0, 0xd9, 1, 0x61],
    ]);

    private static byte[] Text(string text) => [(byte)(0xa0 | text.Length), .. System.Text.Encoding.ASCII.GetBytes(text)];

    private static void Run(ReadOnlySpan<byte> input)
    {
        try
        {
            _ = ShardIndex.Read(input);
        }
        catch (MessagePackException)
        {
            // It may still be a shard.
        }

        var list = new ShardList();
        list.Add(input);
        using var repodata = ChannelRepodata.Parse(list.ToJson("linux-64", ""), new RepodataLocation("fuzz", "https://conda.example/fuzz", "linux-64"));
        foreach (var record in repodata.Records)
        {
            _ = record.Name.Length;
        }
    }
}
