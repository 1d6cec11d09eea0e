using System.Text.Json;
using System.Text.RegularExpressions;
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
public sealed partial class RattlerTable : Table
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
        var answers = Rattler.Ask(root, Machine, questions).Zip(questions, (theirs, q) => (Theirs: theirs, Ours: Ask(lists, q.Specs), Names: NamesOf(q), Question: q)).ToList();

        // Where ours are newer, rattler is asked for exactly those: only what it then accepts is better by its own rules.
        var newer = answers.Where(a => IsNewer(a.Theirs, a.Ours, a.Names)).ToList();
        var confirmed = newer.Count == 0 ? [] : Rattler.Ask(root, Machine, newer.ConvertAll(a => a.Question with { Specs = [.. a.Question.Specs, .. a.Names.Select(n => $"{n}=={a.Ours.Versions![n]}")] }))
            .Zip(newer, (again, a) => (a.Question, IsAccepted: Show(again, a.Names) == Show(a.Ours, a.Names))).Where(a => a.IsAccepted).Select(a => a.Question).ToHashSet();
        foreach (var (theirs, ours, names, question) in answers)
        {
            if (confirmed.Contains(question) || (ours.Versions is not null && theirs.Error is { } error && OverlooksPackages(error, lists)))
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

    private static List<string> NamesOf(PeerQuestion question) => question.Specs.Select(s => MatchSpec.Parse(s).Name).Distinct().ToList();

    private static bool IsNewer(PeerAnswer theirs, PeerAnswer ours, List<string> names) =>
        ours.Versions is { } mine && theirs.Versions is { } other && Show(theirs, names) != Show(ours, names)
        && names.TrueForAll(n => mine.TryGetValue(n, out var a) && other.TryGetValue(n, out var b) && CondaVersion.Parse(a).CompareTo(CondaVersion.Parse(b)) >= 0);

    // docs/reference/solver.md: rattler misses packages that conda counts, 1.0.2l as one of 1.0.2.*; its error names the spec.
    private static bool OverlooksPackages(string error, IReadOnlyList<ChannelRepodata> lists) => MissingSpec().Matches(error)
        .Select(m => MatchSpec.Parse($"{m.Groups["name"].Value} {m.Groups["version"].Value}"))
        .Any(spec => lists.SelectMany(l => l.RecordsOf(spec.Name)).Any(spec.Matches));

    [GeneratedRegex(@"(?<name>\S+) (?<version>[0-9a-z.]+\.\*), for which no candidates were found", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex MissingSpec();

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
