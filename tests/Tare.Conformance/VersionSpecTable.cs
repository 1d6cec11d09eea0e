using System.Text.Json;
using Tare.Conda.Versions;

namespace Tare.Conformance;

/// <summary>Version constraints: matches, canonical text, invalid ones. Where another project made the row, conda's answer counts.</summary>
public sealed class VersionSpecTable : Table
{
    /// <inheritdoc/>
    public override string Path => "tables/version_spec.json";

    /// <inheritdoc/>
    public override void Run(string folder, Tally tally)
    {
        var root = Read(folder);
        foreach (var row in Rows(root, "rows"))
        {
            tally.Ask(row, CheckMatch);
        }

        foreach (var row in Rows(root, "invalid"))
        {
            tally.Expect($"'{Text(row, "spec")}' is a constraint", false, VersionSpec.TryParse(Text(row, "spec")!, out _, out _));
        }

        foreach (var row in Rows(root, "canonical"))
        {
            tally.Ask(row, CheckText);
        }
    }

    private static void CheckMatch(JsonElement row, Tally tally)
    {
        var (spec, version) = (Text(row, "spec")!, Text(row, "version")!);
        var expected = row.TryGetProperty("conda", out var conda) ? Answer(conda) : Answer(row.GetProperty("match"));
        tally.Expect($"'{spec}' takes '{version}'", expected, Ask(spec, version));
    }

    private static void CheckText(JsonElement row, Tally tally)
    {
        var spec = VersionSpec.Parse(Text(row, "spec")!);
        tally.Expect($"text of '{Text(row, "spec")}'", Text(row, "canonical"), spec.ToString());
        tally.Expect($"'{Text(row, "spec")}' is exact", row.GetProperty("is_exact").GetBoolean(), spec.IsExact);
    }

    private static string Answer(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => "invalid",
    };

    private static string Ask(string spec, string version) =>
        !VersionSpec.TryParse(spec, out var parsed, out _) ? "invalid" : parsed.Matches(CondaVersion.Parse(version).Key, version) ? "yes" : "no";
}
