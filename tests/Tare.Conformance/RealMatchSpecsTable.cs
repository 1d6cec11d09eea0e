using System.Text.Json;
using Tare.Conda.MatchSpecs;

namespace Tare.Conformance;

/// <summary>The dependencies of real packages, with their canonical text.</summary>
public sealed class RealMatchSpecsTable : Table
{
    /// <inheritdoc/>
    public override string Path => "tables/match_spec_real.json";

    /// <inheritdoc/>
    public override void Run(string folder, Tally tally)
    {
        foreach (var row in Read(folder).EnumerateArray())
        {
            tally.Ask(row, CheckParse);
        }
    }

    private static void CheckParse(JsonElement row, Tally tally)
    {
        var input = Text(row, "input")!;
        var spec = MatchSpec.TryParse(input, null, out var parsed, out _) ? parsed : null;
        tally.Expect($"text of '{input}'", Text(row, "canonical"), spec?.ToString());
        tally.Expect($"name of '{input}'", Text(row, "name"), spec?.Name);
        tally.Expect($"version of '{input}'", Text(row, "version"), spec?.Version?.ToString());
        tally.Expect($"build of '{input}'", Text(row, "build"), spec?.Build);
    }
}
