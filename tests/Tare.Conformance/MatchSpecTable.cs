using System.Text.Json;
using Tare.Conda.Channels;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;
using Tare.Conda.Versions;

namespace Tare.Conformance;

/// <summary>Match specs: canonical text, fields, invalid ones, matches with records. Where another project made the row, conda's answer counts.</summary>
public sealed class MatchSpecTable : Table
{
    // The answers were given in a container of root's.
    private static readonly ChannelResolver Channels = new(new ChannelSettings { Home = "/root", WorkingDirectory = "/root" });

    /// <inheritdoc/>
    public override string Path => "tables/match_spec.json";

    /// <inheritdoc/>
    public override void Run(string folder, Tally tally)
    {
        var root = Read(folder);
        foreach (var row in Rows(root, "parse"))
        {
            tally.Ask(row, CheckParse);
        }

        foreach (var row in Rows(root, "invalid"))
        {
            tally.Ask(row, CheckInvalid);
        }

        foreach (var row in Rows(root, "match"))
        {
            tally.Ask(row, CheckMatch);
        }
    }

    private static void CheckParse(JsonElement row, Tally tally)
    {
        if ((Text(row, "conda_canonical") ?? Text(row, "canonical")) is not { } canonical)
        {
            tally.Skip();
            return;
        }

        var question = $"'{Text(row, "input")}' {(row.TryGetProperty("kwargs", out var kwargs) && kwargs.EnumerateObject().Any() ? kwargs.GetRawText() : "")}";
        var spec = Ask(row);
        tally.Expect($"text of {question}", canonical, spec?.ToString());
        if (spec is not null && row.TryGetProperty("fields", out var fields))
        {
            foreach (var field in fields.EnumerateObject())
            {
                tally.Expect($"{field.Name} of {question}", field.Value.GetString(), SpecField.Of(spec, field.Name));
            }
        }
    }

    private static void CheckInvalid(JsonElement row, Tally tally)
    {
        if (Text(row, "conda_canonical") is { } canonical)
        {
            tally.Expect($"text of '{Text(row, "input")}'", canonical, Ask(row)?.ToString());
        }
        else if (Text(row, "dialect") is null)
        {
            tally.Expect($"'{Text(row, "input")}' is a spec", false, Ask(row) is not null);
        }
        else
        {
            tally.Skip();
        }
    }

    private static void CheckMatch(JsonElement row, Tally tally)
    {
        var text = Text(row, "spec")!;
        if (!MatchSpec.TryParse(text, Channels, out var spec, out var fault))
        {
            tally.Expect($"'{text}' is a spec", "", fault.Reason);
            return;
        }

        if (Text(row, "canonical") is { } canonical)
        {
            tally.Expect($"text of '{text}'", canonical, spec.ToString());
        }

        var expected = row.TryGetProperty("conda", out var conda) ? conda : row.GetProperty("match");
        if (expected.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            var record = RepoDataRecordJson.Read(row.GetProperty("record"));
            tally.Expect($"'{text}' takes {row.GetProperty("record").GetRawText()}", expected.GetBoolean(), spec.Matches(record));
        }
    }

    private static MatchSpec? Ask(JsonElement row)
    {
        try
        {
            var fields = Text(row, "input") is { } input ? MatchSpec.Parse(input, Channels).Fields : new MatchSpecFields();
            return row.TryGetProperty("kwargs", out var kwargs) && kwargs.EnumerateObject().Any()
                ? MatchSpec.Create(SpecField.With(fields, kwargs), Channels)
                : Text(row, "input") is null ? null : MatchSpec.Create(fields, Channels);
        }
        catch (SpecException)
        {
            return null;
        }
    }
}
