using System.Diagnostics;
using System.Text.Json;
using Tare.Testing;
using Tare.Testing.Processes;

namespace Tare.Dockerfile.Tests.Parsing;

/// <summary>dockerfile-ast and dockerfile-utils of npm, which editors use: another reading of the same files.</summary>
internal static class SecondParser
{
    internal const string Missing = "needs node, and the modules that `./dev test` installs with npm into artifacts/npm";

    private static readonly string Modules = Path.Combine(Repository.Root, "artifacts", "npm", "node_modules");

    internal static bool IsPresent { get; } = Tool.Exists("node") && Directory.Exists(Path.Combine(Modules, "dockerfile-utils"));

    /// <summary>What it makes of each text.</summary>
    internal static SecondReading[] Read(IEnumerable<string> texts)
    {
        var script = Path.Combine(Repository.Root, "tests", "Tare.Dockerfile.Tests", "Parsing", "second-parser", "boundaries.mjs");
        var start = new ProcessStartInfo("node") { ArgumentList = { script, Modules }, RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        JsonSerializer.Serialize(process.StandardInput.BaseStream, texts);
        process.StandardInput.Close();
        using var document = JsonDocument.Parse(output.GetAwaiter().GetResult());
        process.WaitForExit();
        return [.. document.RootElement.EnumerateArray().Select(Reading)];
    }

    private static SecondReading Reading(JsonElement answer) => new(
        [.. answer.GetProperty("instructions").EnumerateArray().Select(i => (i[0].GetString()!, i[1].GetInt32(), i[2].GetInt32()))],
        [.. answer.GetProperty("errors").EnumerateArray().Select(e => e.GetString()!)]);
}
