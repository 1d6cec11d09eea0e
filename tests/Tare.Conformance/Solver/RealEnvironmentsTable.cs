using System.Text.Json;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;
using Tare.Conda.Repodata;
using Tare.Conda.Solving;

namespace Tare.Conformance.Solver;

/// <summary>
/// Real environments: conda-lock's answer must pass the checker, and Tare must find an answer of its own that passes it, for the same
/// specs in the channel as it was on that day.
/// </summary>
public sealed class RealEnvironmentsTable : Table
{
    /// <inheritdoc/>
    public override string Path => "tables/solver_cases_real.json";

    /// <inheritdoc/>
    public override void Run(string folder, Tally tally)
    {
        var channels = new[] { "linux-64", "noarch" }.Select(s => ChannelRepodata.Read(
            System.IO.Path.Combine(folder, "repodata", "conda-forge-merged", s, "repodata.json"),
            new RepodataLocation("conda-forge", "https://conda.anaconda.org/conda-forge", s))).ToList();
        var byFileName = channels.SelectMany(c => c.Records).ToDictionary(r => r.FileName, StringComparer.Ordinal);
        var root = Read(folder);
        // Solves share the lists and nothing else.
        Parallel.ForEach(root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToList() : Rows(root, "cases").ToList(), row => tally.Ask(row, (asked, answers) =>
        {
            var id = Text(asked, "id")!;
            var machine = VirtualPackages(asked);
            if (IsClean(asked))
            {
                var expected = asked.GetProperty("expected_consistent_set").EnumerateArray().Select(f => Find(byFileName, f.GetString()!)).ToList();
                answers.Expect($"{id}: conda-lock's answer", "", string.Join("; ", SolutionChecker.Violations([.. expected.OfType<RepoDataRecord>()], machine, [])));
            }

            Solve(id, asked, (channels, machine), answers);
        }));
    }

    private static void Solve(string id, JsonElement row, (IReadOnlyList<ChannelRepodata> Channels, List<RepoDataRecord> Machine) place, Tally tally)
    {
        var request = new SolveRequest
        {
            Add = [.. row.GetProperty("specs").EnumerateArray().Select(s => MatchSpec.Parse(s.GetString()!))],
            VirtualPackages = place.Machine,
            ChannelPriority = ChannelPriority.Strict,
            ExcludeNewer = DateTimeOffset.Parse(Text(row, "date")!),
        };
        try
        {
            var result = new EnvironmentSolver(place.Channels).Solve(request);
            tally.Expect($"{id}: Tare's answer", "", string.Join("; ", SolutionChecker.Violations(result.Packages, place.Machine, request.Add)));
        }
        catch (UnsatisfiableException exception)
        {
            tally.Expect($"{id}: Tare's answer", "a solution", exception.Message);
        }
    }

    // A list of another day may hold the .tar.bz2 where this one holds its .conda twin.
    private static RepoDataRecord? Find(Dictionary<string, RepoDataRecord> records, string fileName) => records.GetValueOrDefault(fileName)
        ?? records.GetValueOrDefault(fileName.Replace(".tar.bz2", ".conda", StringComparison.Ordinal));

    private static bool IsClean(JsonElement row) => row.TryGetProperty("clean", out var clean)
        ? clean.ValueKind == JsonValueKind.True
        : row.GetProperty("violations").GetArrayLength() + row.GetProperty("unknown_records").GetArrayLength() == 0;

    // The row lists what its packages ask of the machine, not what the machine is.
    private static List<RepoDataRecord> VirtualPackages(JsonElement row)
    {
        var names = row.GetProperty("virtual").EnumerateArray().Select(v => v.GetString()!.Split(' ')[0]).ToHashSet();
        names.UnionWith(["__unix", "__linux", "__glibc", "__archspec"]);
        return [.. names.Select(n => new RepoDataRecord
        {
            Name = n,
            Version = n switch { "__glibc" => "2.35", "__cuda" => "12.9", "__archspec" => "1", _ => "0" },
            Build = n == "__archspec" ? "x86_64_v3" : "0",
        })];
    }
}
