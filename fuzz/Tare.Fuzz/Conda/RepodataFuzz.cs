using Tare.Conda.Repodata;

namespace Tare.Fuzz.Conda;

/// <summary>Package lists: the index is built and every record that it lists is read back.</summary>
internal static class RepodataFuzz
{
    private static readonly RepodataLocation Location = new("fuzz", "https://conda.example/fuzz", "linux-64");

    internal static readonly FuzzTarget Target = new("repodata", Run, () =>
    [
        """{"info":{"subdir":"linux-64","base_url":"x"},"packages":{"a-1.0-0.tar.bz2":{"name":"a","version":"1.0","build":"0","build_number":0,"depends":["b >=1"],"track_features":"x y","noarch":"python"}},"packages.conda":{"a-1.0-0.conda":{"name":"a","version":"1.0","build":"0","build_number":1,"depends":[],"constrains":["c"],"timestamp":1.5e12,"size":"12"}},"removed":["z-1-0.conda"],"repodata_version":1}"""u8.ToArray(),
        """{"packages":{},"packages.conda":{"\u0061-1!2-0.conda":{"name":"\u0061","version":"1!2","build":"\"","depends":["a\\b"]}}}"""u8.ToArray(),
    ]);

    private static void Run(ReadOnlySpan<byte> input)
    {
        using var list = ChannelRepodata.Parse(input.ToArray(), Location);
        foreach (var record in list.Records)
        {
            _ = record.Name.Length;
        }
    }
}
