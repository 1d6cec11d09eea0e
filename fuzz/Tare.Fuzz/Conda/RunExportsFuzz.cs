using Tare.Conda.Repodata;
using Tare.Conda.Repodata.Exports;
using Tare.Conda.Repodata.Json;

namespace Tare.Fuzz.Conda;

/// <summary>Lists of run exports: what is found of a package can be written as JSON.</summary>
internal static class RunExportsFuzz
{
    private static readonly RepodataLocation Location = new("fuzz", "https://conda.example/fuzz", "linux-64");

    internal static readonly FuzzTarget Target = new("run-exports", Run, () =>
    [
        """{"info":{"subdir":"linux-64","version":1},"packages":{"a-1-0.tar.bz2":{"run_exports":{"weak":["a 1.*"],"noarch":[]}}},"packages.conda":{"a-1-0.conda":{"run_exports":{"strong_constrains":["b\n <3"]}}}}"""u8.ToArray(),
        """{"packages.conda":{"\u0061-1-0.conda":{"run_exports":["a"]},"b-1-0.conda":{"run_exports":{}}}}"""u8.ToArray(),
    ]);

    private static void Run(ReadOnlySpan<byte> input)
    {
        using var text = RepodataText.Of(input.ToArray());
        foreach (var exports in RunExportsReader.Read(text, Location, ["a-1-0.tar.bz2", "a-1-0.conda"]).Values)
        {
            using var writer = new System.Text.Json.Utf8JsonWriter(Stream.Null);
            exports.Write(writer);
        }
    }
}
