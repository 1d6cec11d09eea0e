using System.Text;
using Tare.Conda.Prefixes;

namespace Tare.Fuzz.Conda;

/// <summary>Records of conda-meta: header and whole agree on what the package is.</summary>
internal static class PrefixRecordFuzz
{
    private const string Sample = """
        {"name":"zlib","version":"1.2","build":"h_0","build_number":3,"channel":"conda-forge","depends":["a"],"noarch":true,"size":12,"timestamp":1.5e3,
         "files":["lib/python3.11/site-packages/x-1.dist-info/METADATA"],"odd":{"a":[1]},
         "paths_data":{"paths_version":1,"paths":[{"_path":"bin/z","path_type":"hardlink","sha256":"1","size_in_bytes":5,"no_link":true}]},
         "link":{"source":"/p","type":1},"requested_specs":["zlib"]}
        """;

    internal static readonly FuzzTarget Target = new("prefix-record", Run, () => [Encoding.UTF8.GetBytes(Sample)]);

    private static void Run(ReadOnlySpan<byte> input)
    {
        var header = PrefixRecordReader.Parse(input, "x", PrefixRecordParts.Header);
        var all = PrefixRecordReader.Parse(input, "x", PrefixRecordParts.All);
        if (header.DistName != all.DistName || header.PythonMetadata.Count != all.PythonMetadata.Count)
        {
            throw new InvalidOperationException("header and whole disagree");
        }
    }
}
