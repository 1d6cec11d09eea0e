using Tare.Conda.Cleaning;
using Tare.Testing.Roots;

namespace Tare.Conda.Tests.Cleaning;

public sealed class ConcurrencyTests : IDisposable
{
    private readonly CleaningBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(LinkKind.Hard, SecondLookDepth.EveryFile)]
    [InlineData(LinkKind.Soft, SecondLookDepth.EveryFile)]
    [InlineData(LinkKind.Hard, SecondLookDepth.FirstFile)]
    [InlineData(LinkKind.Soft, SecondLookDepth.FirstFile)]
    public void A_package_installed_between_plan_and_removal_keeps_its_place(LinkKind kind, SecondLookDepth depth)
    {
        var package = _bench.Package("late");
        _bench.Package("free");
        var plan = _bench.Plan(CleaningTargets.Packages);
        _bench.Root.Install(package, "base", kind);

        var result = Cleaner.Run(plan, depth);

        result.Removed.Single().Item.Name.ShouldBe("free-1.0-0");
        result.Kept.Single().Path.ShouldBe(package.Folder);
        File.Exists(Path.Combine(package.Folder, "info", "index.json")).ShouldBeTrue();
        _bench.CacheNames.ShouldNotContain(n => n.Contains("conda_trash"));
    }

    [Fact]
    public void An_archive_that_got_another_name_meanwhile_stays()
    {
        var package = _bench.Package("late");
        var plan = _bench.Plan(CleaningTargets.Archives);
        Tare.Testing.Packages.HardLink.Create(package.Archive, Path.Combine(_bench.Folder, "mine"));
        Cleaner.Run(plan).Removed.ShouldBeEmpty();
        File.Exists(package.Archive).ShouldBeTrue();
    }

    [Fact]
    public void What_another_clean_removed_first_is_no_failure()
    {
        var package = _bench.Package("gone");
        var plan = _bench.Plan(CleaningTargets.All);
        Directory.Delete(package.Folder, recursive: true);
        File.Delete(package.Archive);
        Cleaner.Run(plan).Failed.ShouldBeEmpty();
    }

    [Fact]
    public void Two_cleans_at_once_leave_nothing_behind_and_fail_nowhere()
    {
        for (var i = 0; i < 30; i++)
        {
            _bench.Package($"p{i}", files: 20);
        }

        var plans = new[] { _bench.Plan(CleaningTargets.All), _bench.Plan(CleaningTargets.All) };
        var results = new CleaningResult[2];
        var threads = plans.Select((p, i) => new Thread(() => results[i] = Cleaner.Run(p))).ToArray();
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        _bench.Clean(CleaningTargets.All).Failed.ShouldBeEmpty();
        results.SelectMany(r => r.Failed).ShouldBeEmpty();
        _bench.CacheNames.ShouldBe([".logs", "urls", "urls.txt"]);
    }

    [Fact]
    public void A_stopped_clean_says_so_and_the_next_one_finishes()
    {
        _bench.Package("a");
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var stopped = Cleaner.Run(_bench.Plan(CleaningTargets.Packages), stop: stop.Token);
        (stopped.Stopped, stopped.FreedBytes).ShouldBe((true, 0));
        stopped.Failed.Single().Error.ShouldBe("interrupted");
        _bench.Clean(CleaningTargets.Packages).Removed.Count.ShouldBe(1);
    }

    [Fact]
    public void The_folder_that_a_crash_left_under_its_trash_name_goes_with_the_next_clean()
    {
        var package = _bench.Package("crashed");
        Directory.Move(package.Folder, package.Folder + ".conda_trash");
        _bench.Package("crashed");
        _bench.Clean(CleaningTargets.Packages).Failed.ShouldBeEmpty();
        _bench.CacheNames.ShouldNotContain(n => n.StartsWith("crashed-1.0-0.conda_trash", StringComparison.Ordinal));
    }
}
