using System.Text.Json;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;
using Tare.Conda.Repodata;
using Tare.Conda.Solving;
using Tare.Conda.Versions;
using Tare.Testing;

namespace Tare.Conformance.Peers;

/// <summary>
/// rattler as a live peer: on the real channels Tare and rattler choose the same versions of everything asked for. Asked are the specs of
/// the real environments that name at most twenty, and single names of each channel.
/// </summary>
public sealed class RattlerTable : Table
{
    private const int SingleNames = 25;
    private const int MostSpecs = 20;

    private static readonly string[] Subdirs = ["linux-64", "noarch"];

    // Both find out about the machine what is said here, so neither knows more than the other.
    private static readonly List<RepoDataRecord> Machine =
    [
        .. new[] { ("__unix", "0", "0"), ("__linux", "6.1", "0"), ("__glibc", "2.35", "0"), ("__cuda", "12.9", "0"), ("__archspec", "1", "x86_64_v3") }
            .Select(v => new RepoDataRecord { Name = v.Item1, Version = v.Item2, Build = v.Item3 }),
    ];

    /// <inheritdoc/>
    public override string Path => "repodata";

    /// <inheritdoc/>
    public override void Run(string folder, Tally tally)
    {
        if (Rattler.Install() is { } reason)
        {
            tally.Skip($"rattler is not asked: {reason}");
            return;
        }

        var root = System.IO.Path.Join(folder, Path);
        foreach (var channel in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal).Select(c => System.IO.Path.GetFileName(c)))
        {
            Compare(root, channel, Environments(folder, channel), tally);
        }
    }

    private static void Compare(string root, string channel, IEnumerable<IReadOnlyList<string>> environments, Tally tally)
    {
        var subdirs = Subdirs.Where(s => File.Exists(System.IO.Path.Join(root, channel, s, "repodata.json"))).ToList();
        var lists = subdirs.ConvertAll(s => ChannelRepodata.Read(
            System.IO.Path.Join(root, channel, s, "repodata.json"), new RepodataLocation(channel, $"https://conda.example/{channel}", s)));
        var questions = environments.Concat(Names(lists)).Select(specs => new PeerQuestion(channel, subdirs, specs)).ToList();
        var answers = Rattler.Ask(root, Machine, questions);
        foreach (var (question, theirs) in questions.Zip(answers))
        {
            var ours = Ask(lists, question.Specs);
            var names = question.Specs.Select(s => MatchSpec.Parse(s).Name).Distinct().ToList();
            if (IsBetter(theirs, ours, names))
            {
                tally.Skip();
                continue;
            }

            tally.Expect($"{channel}, {string.Join(' ', question.Specs)}", Show(theirs, names), Show(ours, names), theirs.Error ?? ours.Error);
        }

        lists.ForEach(l => l.Dispose());
    }

    private static PeerAnswer Ask(IReadOnlyList<ChannelRepodata> lists, IReadOnlyList<string> specs)
    {
        try
        {
            var request = new SolveRequest { Add = [.. specs.Select(s => MatchSpec.Parse(s))], VirtualPackages = Machine, ChannelPriority = ChannelPriority.Strict };
            var packages = new EnvironmentSolver(lists).Solve(request).Packages;
            var violations = SolutionChecker.Violations(packages, Machine, request.Add);
            return violations.Count > 0 ? new PeerAnswer(null, violations[0]) : new PeerAnswer(packages.ToDictionary(p => p.Name, p => p.Version), null);
        }
        catch (UnsatisfiableException exception)
        {
            return new PeerAnswer(null, exception.Message);
        }
    }

    // docs/reference/solver.md: an answer that passes the checker where rattler finds none, or with newer versions than rattler's.
    private static bool IsBetter(PeerAnswer theirs, PeerAnswer ours, List<string> names) =>
        ours.Versions is { } mine && Show(theirs, names) != Show(ours, names)
        && (theirs.Versions is not { } other || names.TrueForAll(n => mine.TryGetValue(n, out var a) && other.TryGetValue(n, out var b) && CondaVersion.Parse(a).CompareTo(CondaVersion.Parse(b)) >= 0));

    private static string Show(PeerAnswer answer, IEnumerable<string> names) =>
        answer.Versions is { } versions ? string.Join(' ', names.Select(n => $"{n} {versions.GetValueOrDefault(n, "is missing")}")) : "no solution";

    // Evenly over all names, so that the same are asked every time.
    private static IEnumerable<string[]> Names(IEnumerable<ChannelRepodata> lists)
    {
        var names = lists.SelectMany(l => l.Records.Select(r => r.Name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var step = Math.Max(1, names.Count / SingleNames);
        return names.Where((_, i) => i % step == step / 2).Select(n => new[] { n });
    }

    private IEnumerable<string[]> Environments(string folder, string channel)
    {
        var file = System.IO.Path.Join(folder, "tables", "solver_cases_real.json");
        if (channel != "conda-forge-merged" || !File.Exists(file))
        {
            return [];
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var cases = document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement : document.RootElement.GetProperty("cases");
        return [.. cases.EnumerateArray().Select(c => c.GetProperty("specs").EnumerateArray().Select(s => s.GetString()!).ToArray()).Where(s => s.Length <= MostSpecs).DistinctBy(s => string.Join('\n', s))];
    }
}
