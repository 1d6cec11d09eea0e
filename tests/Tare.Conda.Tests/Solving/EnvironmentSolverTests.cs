using CsCheck;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;
using Tare.Conda.Repodata;
using Tare.Conda.Solving;
using Tare.Conda.Solving.Candidates;

namespace Tare.Conda.Tests.Solving;

public sealed class EnvironmentSolverTests
{
    private static ChannelRepodata Channel(params string[] packages) => Channel("channel", packages);

    // "name version: dependency, dependency; constraint"
    private static ChannelRepodata Channel(string name, string[] packages)
    {
        var records = packages.Select(p =>
        {
            var (head, rest) = (p.Split(':')[0].Split(' '), p.Split(':').ElementAtOrDefault(1) ?? "");
            var (depends, constrains) = (Specs(rest.Split(';')[0]), Specs(rest.Split(';').ElementAtOrDefault(1) ?? ""));
            return $$"""
                "{{head[0]}}-{{head[1]}}-{{head.ElementAtOrDefault(2) ?? "0"}}.conda":{"name":"{{head[0]}}","version":"{{head[1]}}","build":"{{head.ElementAtOrDefault(2) ?? "0"}}","build_number":0,"depends":[{{depends}}],"constrains":[{{constrains}}]}
                """;
        });
        return RepodataFiles.Of("{\"packages\":{},\"packages.conda\":{" + string.Join(',', records) + "}}", name);

        static string Specs(string list) => string.Join(',', list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(s => $"\"{s}\""));
    }

    private static string Solve(ChannelRepodata channel, params string[] specs) => Solve([channel], new SolveRequest { Add = [.. specs.Select(s => MatchSpec.Parse(s))] });

    private static string Solve(ChannelRepodata[] channels, SolveRequest request) =>
        string.Join(' ', new EnvironmentSolver(channels).Solve(request).Packages.Select(p => $"{p.Name}-{p.Version}").Order(StringComparer.Ordinal));

    [Fact]
    public void The_newest_version_is_chosen() => Solve(Channel("a 1", "a 2", "a 1.5"), "a").ShouldBe("a-2");

    [Fact]
    public void Dependencies_come_along() => Solve(Channel("a 1: b >=2", "b 1", "b 2", "b 3"), "a").ShouldBe("a-1 b-3");

    [Fact]
    public void An_older_version_is_chosen_where_the_newest_cannot_be() => Solve(Channel("a 2: b >=2", "a 1: b", "b 1"), "a").ShouldBe("a-1 b-1");

    [Fact]
    public void A_constraint_does_not_bring_the_package() => Solve(Channel("a 1: ; b >=2", "b 1"), "a").ShouldBe("a-1");

    [Fact]
    public void A_constraint_holds_where_the_package_is_there() => Solve(Channel("a 1: ; b <2", "b 1", "b 2"), "a", "b").ShouldBe("a-1 b-1");

    [Fact]
    public void Versions_of_all_that_is_asked_for_come_before_builds() =>
        Solve(Channel("a 1 x: c 2", "a 1 y: c 1", "b 2: c 1", "b 1: c 2", "c 1", "c 2"), "a", "b").ShouldBe("a-1 b-2 c-1");

    // The comma is written so that the helper does not take it for the end of a dependency.
    [Fact]
    public void Constraints_that_differ_by_their_parentheses_are_two() =>
        Solve(Channel(@"a 1: c 4|2\u002c<3", @"b 1: c[version='(4|2)\u002c<3']", "c 2", "c 4"), "a", "b").ShouldBe("a-1 b-1 c-2");

    [Fact]
    public void A_package_with_a_dependency_that_cannot_be_read_is_not_chosen() => Solve(Channel("a 2: b >>1", "a 1"), "a").ShouldBe("a-1");

    [Theory]
    [InlineData(ChannelPriority.Strict, "a-1 b-1")]
    [InlineData(ChannelPriority.Flexible, "a-1 b-1")]
    [InlineData(ChannelPriority.Disabled, "a-2 b-2")]
    public void The_order_of_channels_counts_as_configured(ChannelPriority priority, string expected) =>
        Solve([Channel("first", ["a 1: b", "b 1"]), Channel("second", ["a 2: b", "b 2"])], new SolveRequest { Add = [MatchSpec.Parse("a")], ChannelPriority = priority }).ShouldBe(expected);

    [Fact]
    public void Flexible_priority_reaches_into_a_later_channel_and_strict_does_not()
    {
        var channels = new[] { Channel("first", ["a 1: b 2", "b 1"]), Channel("second", ["b 2"]) };
        var request = new SolveRequest { Add = [MatchSpec.Parse("a")] };
        Solve(channels, request).ShouldBe("a-1 b-2");
        Should.Throw<UnsatisfiableException>(() => Solve(channels, request with { ChannelPriority = ChannelPriority.Strict })).Message.ShouldContain("strict channel priority");
    }

    [Fact]
    public void What_is_installed_stays_where_it_can()
    {
        var installed = new[] { "b-1" }.Select(_ => new RepoDataRecord { Name = "b", Version = "1", Build = "0", Channel = "https://conda.example/channel", Subdir = "linux-64" }).ToList();
        Solve([Channel("a 1: b", "b 1", "b 2")], new SolveRequest { Add = [MatchSpec.Parse("a")], Installed = installed }).ShouldBe("a-1 b-1");
    }

    [Fact]
    public void Only_those_who_exclude_each_other_are_blamed()
    {
        var error = Should.Throw<UnsatisfiableException>(() => Solve(Channel("a 1: c 1", "b 1: c 2", "c 1", "c 2", "d 1", "e 1"), "d", "a", "e", "b"));
        error.Explanation.Culprits.ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("x", "a", "b", "x")]
    [InlineData("x", "b", "x", "a")]
    [InlineData("d e", "a", "b", "c", "d", "e")]
    [InlineData("d e", "e", "d", "c", "b", "a")]
    public void Of_several_conflicts_the_one_with_the_fewest_specs_is_told(string culprits, params string[] specs)
    {
        var channel = Channel("a 1: p 1", "b 1: p 2", "b 2: q 1", "c 1: q 2", "p 1", "p 2", "q 1", "q 2", "d 1: r 1", "e 1: r 2", "r 1", "r 2", "x 1: nothing");
        Should.Throw<UnsatisfiableException>(() => Solve(channel, specs)).Explanation.Culprits.Order().ShouldBe(culprits.Split(' '));
    }

    [Fact]
    public void The_nearest_fix_is_named() =>
        Should.Throw<UnsatisfiableException>(() => Solve(Channel("a 1: c 1", "a 2: c 2", "b 1: c 2", "c 1", "c 2"), "a=1", "b")).Hint!.ShouldContain("that gives a 2");

    [Fact]
    public void A_name_that_no_channel_has_is_said_to_be_missing() =>
        Should.Throw<UnsatisfiableException>(() => Solve(Channel("a 1: nope"), "a")).Message.ShouldContain("requires nope, which no channel has");

    [Fact]
    public void A_hundred_solves_at_once_share_the_channel()
    {
        var channel = Channel([.. Enumerable.Range(0, 300).Select(i => $"p{i % 30} {i}: p{((i % 30) + 1) % 30} >={i / 60}")]);
        var expected = Solve(channel, "p0");
        var answers = new string[100];
        var threads = Enumerable.Range(0, answers.Length).Select(i => new Thread(() => answers[i] = Solve(channel, "p0"))).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        answers.ShouldAllBe(a => a == expected);
    }

    [Fact]
    public void A_spec_asks_for_exactly_the_candidates_that_it_matches()
    {
        var package = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 12], Gen.Int[0, 2]).Select(t => $"p {t.Item1}.{t.Item2} py{t.Item3}");
        var spec = Gen.Select(Choice.Of("p", "*", "p*"), Choice.Of("", " 1.*", " >=1.2,<2.5", " !=1.1", " ~=1.3", " 0.1|>2", " =1", " ==2.0"), Choice.Of("", "[build=py1]", "[build='py*']", "[build_number=0]", "[subdir=linux-64]", "[channel=other]"))
            .Select(t => t.Item1 + t.Item2 + t.Item3);
        Gen.Select(package.Array[1, 20], spec).Sample((packages, text) =>
        {
            var channel = Channel([.. packages.Distinct()]);
            var parsed = MatchSpec.Parse(text);
            var domain = new CandidateCatalog([new IndexSource(channel, 0)], new CandidatePolicy()).Load("p");
            var matches = SpecMatcher.Match(parsed, domain);
            return channel.Records.Where(parsed.Matches).Select(r => r.FileName).Order().SequenceEqual(domain.Candidates.Where((_, i) => matches[i]).Select(c => c.Record.FileName).Order());
        });
    }

    [Fact]
    public void A_single_package_may_be_newer_or_must_be_older_than_the_rest()
    {
        var day = new DateTimeOffset(2025, 1, 31, 0, 0, 0, TimeSpan.Zero);
        var list = string.Join(',', new[] { "a", "b", "c" }.SelectMany(n => new[] { (n, 1, day.AddDays(-9)), (n, 2, day.AddDays(-1)), (n, 3, day.AddDays(1)) })
            .Select(p => $$"""
                "{{p.n}}-{{p.Item2}}-0.conda":{"name":"{{p.n}}","version":"{{p.Item2}}","build":"0","build_number":0,"depends":[],"timestamp":{{p.Item3.ToUnixTimeMilliseconds()}}}
                """));
        var request = new SolveRequest
        {
            Add = [.. new[] { "a", "b", "c" }.Select(n => MatchSpec.Parse(n))],
            ExcludeNewer = day,
            ExcludeNewerPackages = new Dictionary<string, DateTimeOffset?> { ["b"] = null, ["c"] = day.AddDays(-7) },
        };
        Solve([RepodataFiles.Of("{\"packages\":{},\"packages.conda\":{" + list + "}}")], request).ShouldBe("a-2 b-3 c-1");
    }

    [Fact]
    public void What_is_frozen_holds_what_is_named_to_what_fits()
    {
        var channel = Channel("a 2: b >=2", "a 1: b", "b 1", "b 2");
        var installed = channel.Records.Where(r => r is { Name: "b", Version: "1" }).ToList();
        var request = new SolveRequest { Add = [MatchSpec.Parse("a")], Installed = installed };
        Solve([channel], request).ShouldBe("a-2 b-2");
        Solve([channel], request with { Update = UpdateModifier.FreezeInstalled }).ShouldBe("a-1 b-1");
        new EnvironmentSolver([channel]).TrySolve(request with { Add = [MatchSpec.Parse("a 2")], Update = UpdateModifier.FreezeInstalled }).ShouldBeNull();
    }

    [Fact]
    public void Pruning_lets_go_of_what_is_frozen_and_not_asked_for()
    {
        var channel = Channel("a 1: b", "b 1", "c 1");
        var request = new SolveRequest { Add = [MatchSpec.Parse("a")], Installed = [.. channel.Records], History = [MatchSpec.Parse("c")], Prune = true };
        Solve([channel], request with { Update = UpdateModifier.FreezeInstalled }).ShouldBe("a-1 b-1");
    }

    [Theory]
    [InlineData("a d", "", "d-1")]
    [InlineData("a d", "b", "b-1 d-1")]
    [InlineData("", "", "b-1 d-1")]
    public void A_removal_takes_what_only_it_needed_but_not_what_is_always_updated(string history, string alwaysUpdated, string expected)
    {
        var channel = Channel("a 1: b", "b 1", "d 1");
        Solve([channel], new SolveRequest
        {
            Remove = [MatchSpec.Parse("a")],
            Installed = [.. channel.Records],
            History = [.. history.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(h => MatchSpec.Parse(h))],
            AggressiveUpdates = [.. alwaysUpdated.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        }).ShouldBe(expected);
    }

    [Theory]
    [InlineData(UpdateModifier.UpdateSpecs, "a-1 b-1 c-1")]
    [InlineData(UpdateModifier.UpdateDeps, "a-1 b-2 c-1")]
    public void Updating_dependencies_updates_those_that_are_asked_for_by_version_too(UpdateModifier update, string expected)
    {
        var channel = Channel("a 1: b", "b 1", "b 2", "c 1", "c 2");
        var installed = channel.Records.Where(r => r.Name != "a" && r.Version == "1").ToList();
        Solve([channel], new SolveRequest { Add = [MatchSpec.Parse("a")], Installed = installed, History = [MatchSpec.Parse("b 1")], Update = update }).ShouldBe(expected);
    }

    [Fact]
    public void An_update_of_everything_keeps_the_build_that_is_installed_where_none_is_better()
    {
        var channel = Channel("a 1 x: b 1", "a 1 y: b 2", "b 1", "b 2");
        var request = new SolveRequest { Installed = [.. channel.Records.Where(r => r is { Build: "y" } or { Version: "2" })], History = [MatchSpec.Parse("a")] };
        Solve([channel], request with { Update = UpdateModifier.UpdateAll }).ShouldBe("a-1 b-2");
    }

    [Fact]
    public void An_answer_is_consistent_and_no_answer_means_that_there_is_none()
    {
        var spec = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 5].Select(i => new[] { "", " 1", " 2", " >=2", " <3", " !=2" }[i])).Select(t => $"p{t.Item1}{t.Item2}");
        var package = Gen.Select(Gen.Int[0, 4], Gen.Int[1, 3], spec.Array[0, 3], spec.Array[0, 1])
            .Select(t => $"p{t.Item1} {t.Item2}: {string.Join(", ", t.Item3)}; {string.Join(", ", t.Item4)}");
        Gen.Select(package.Array[1, 14], spec.Array[1, 3]).Sample((packages, specs) =>
        {
            var channel = Channel([.. packages.DistinctBy(p => p.Split(':')[0])]);
            var wanted = specs.Select(s => MatchSpec.Parse(s)).ToList();
            try
            {
                var found = new EnvironmentSolver([channel]).Solve(new SolveRequest { Add = wanted });
                return SolutionChecker.Violations(found.Packages, [], wanted).Count == 0;
            }
            catch (UnsatisfiableException)
            {
                return !Choices([.. channel.Records.GroupBy(r => r.Name)], 0, []).Any(c => SolutionChecker.Violations(c, [], wanted).Count == 0);
            }
        });
    }

    // Every set of packages with at most one of each name.
    private static IEnumerable<List<RepoDataRecord>> Choices(IGrouping<string, RepoDataRecord>[] names, int next, List<RepoDataRecord> chosen) => next == names.Length
        ? [chosen]
        : names[next].Select(r => (List<RepoDataRecord>)[.. chosen, r]).Prepend(chosen).SelectMany(c => Choices(names, next + 1, c));
}
