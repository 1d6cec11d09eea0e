using Tare.Conda.Cleaning;
using Tare.Testing.Roots;

namespace Tare.Conda.Tests.Cleaning;

/// <summary>A package that changes between the walk, which remembers its names, and the removal.</summary>
public sealed class ChangedFolderTests : IDisposable
{
    private readonly CleaningBench _bench = new();
    private readonly CachedPackage _package;
    private readonly CleaningPlan _plan;

    public ChangedFolderTests()
    {
        _package = _bench.Package("changing");
        Directory.CreateDirectory(In("share/deep"));
        File.WriteAllText(In("share/deep/old"), "old");
        File.WriteAllText(In("share/file"), "old");
        _plan = _bench.Plan(CleaningTargets.Packages);
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Names_that_came_meanwhile_go_too()
    {
        File.WriteAllText(In("share/deep/new"), "new");
        Directory.CreateDirectory(In("share/more/below"));
        File.WriteAllText(In("share/more/below/new"), "new");
        ShouldBeGoneAfterRemoval();
    }

    [Fact]
    public void Names_that_went_meanwhile_are_no_failure()
    {
        File.Delete(In("share/file"));
        Directory.Delete(In("share/deep"), recursive: true);
        ShouldBeGoneAfterRemoval();
    }

    [Fact]
    public void A_folder_in_the_place_of_a_file_goes_too()
    {
        File.Delete(In("share/file"));
        Directory.CreateDirectory(In("share/file"));
        File.WriteAllText(In("share/file/new"), "new");
        ShouldBeGoneAfterRemoval();
    }

    [Fact]
    public void A_file_in_the_place_of_a_folder_goes_too()
    {
        Directory.Delete(In("share/deep"), recursive: true);
        File.WriteAllText(In("share/deep"), "new");
        ShouldBeGoneAfterRemoval();
    }

    [Fact]
    public void A_symbolic_link_in_the_place_of_a_folder_is_not_followed()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(_bench.Folder, "elsewhere")).FullName;
        var mine = Path.Combine(elsewhere, "old");
        File.WriteAllText(mine, "mine");
        Directory.Delete(In("share/deep"), recursive: true);
        Directory.CreateSymbolicLink(In("share/deep"), elsewhere);
        ShouldBeGoneAfterRemoval();
        File.ReadAllText(mine).ShouldBe("mine");
    }

    private string In(string path) => Path.Combine(_package.Folder, path);

    private void ShouldBeGoneAfterRemoval()
    {
        var result = Cleaner.Run(_plan, SecondLookDepth.FirstFile);
        result.Failed.ShouldBeEmpty();
        result.Removed.Single().Item.Name.ShouldBe("changing-1.0-0");
        _bench.CacheNames.ShouldNotContain(n => n.StartsWith("changing-1.0-0", StringComparison.Ordinal) && !n.EndsWith(".conda", StringComparison.Ordinal) && !n.EndsWith(".bz2", StringComparison.Ordinal));
    }
}
