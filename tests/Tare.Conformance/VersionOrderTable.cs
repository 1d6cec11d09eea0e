using System.Text.Json;
using Tare.Conda.Versions;

namespace Tare.Conformance;

/// <summary>Order, prefixes, invalid versions and components.</summary>
public sealed class VersionOrderTable : Table
{
    /// <inheritdoc/>
    public override string Path => "tables/versions_order.json";

    /// <inheritdoc/>
    public override void Run(string folder, Tally tally)
    {
        var root = Read(folder);
        foreach (var list in Rows(root, "sorted_lists"))
        {
            tally.Ask(list, CheckList);
        }

        foreach (var row in Rows(root, "pairs"))
        {
            tally.Ask(row, CheckPair);
        }

        foreach (var row in Rows(root, "starts_with"))
        {
            tally.Ask(row, CheckPrefix);
        }

        foreach (var row in Rows(root, "invalid"))
        {
            tally.Expect($"'{Text(row, "version")}' is a version", false, CondaVersion.TryParse(Text(row, "version"), out _));
        }

        foreach (var row in Rows(root, "parsed"))
        {
            tally.Ask(row, CheckComponents);
        }
    }

    private static void CheckPrefix(JsonElement row, Tally tally)
    {
        var (version, prefix) = (Text(row, "version")!, Text(row, "prefix")!);
        tally.Expect($"'{version}' starts with '{prefix}'", row.GetProperty("result").GetBoolean(), CondaVersion.Parse(version).StartsWith(CondaVersion.Parse(prefix)));
    }

    private static void CheckList(JsonElement list, Tally tally)
    {
        var versions = list.GetProperty("sorted").EnumerateArray().Select(v => v.GetString()!).ToArray();
        var order = list.GetProperty("adjacent_cmp").EnumerateArray().Select(o => o.GetInt32()).ToArray();
        for (var i = 0; i + 1 < versions.Length; i++)
        {
            tally.Expect($"order of '{versions[i]}' and '{versions[i + 1]}'", order[i], Compare(versions[i], versions[i + 1]));
        }
    }

    private static void CheckPair(JsonElement row, Tally tally)
    {
        var (a, b) = (Text(row, "a")!, Text(row, "b")!);
        if (row.TryGetProperty("conda_cmp", out var answer) || row.TryGetProperty("cmp", out answer))
        {
            if (answer.ValueKind == JsonValueKind.Number)
            {
                tally.Expect($"order of '{a}' and '{b}'", answer.GetInt32(), Compare(a, b));
                tally.Expect($"order of '{b}' and '{a}'", -answer.GetInt32(), Compare(b, a));
            }
            else
            {
                tally.Expect($"order of '{a}' and '{b}'", answer.GetString() == "ne", Compare(a, b) != 0);
            }
        }

        if (Text(row, "op") is { } op)
        {
            var order = Compare(a, b);
            var result = op switch { "eq" => order == 0, "ne" => order != 0, "lt" => order < 0, "le" => order <= 0, "gt" => order > 0, _ => order >= 0 };
            tally.Expect($"'{a}' {op} '{b}'", row.GetProperty("result").GetBoolean(), result);
        }
    }

    // A version written from the components must be the same version.
    private static void CheckComponents(JsonElement row, Tally tally)
    {
        var text = Text(row, "version")!;
        var version = CondaVersion.Parse(text);
        tally.Expect($"text of '{text}'", Text(row, "str"), version.ToString());
        var parts = row.GetProperty("parts").EnumerateArray().Select(c => string.Concat(c.EnumerateArray().Select(Atom))).ToArray();
        var local = version.ToString().IndexOf('+') is >= 0 and var plus ? version.ToString()[plus..] : "";
        tally.Expect($"components of '{text}'", CondaVersion.Parse($"{parts[0]}!{string.Join('.', parts[1..])}{local}"), version);
    }

    private static string Atom(JsonElement atom) => atom.ValueKind != JsonValueKind.String ? atom.GetRawText()
        : atom.GetString() switch { "DEV" => "dev", "inf" => "post", var word => word! };

    private static int Compare(string a, string b) => Math.Sign(CondaVersion.Parse(a).CompareTo(CondaVersion.Parse(b)));
}
