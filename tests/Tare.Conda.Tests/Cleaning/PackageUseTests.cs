using System.Text.Json.Nodes;
using Tare.Conda.Cleaning;
using Tare.Testing.Packages;
using Tare.Testing.Roots;

namespace Tare.Conda.Tests.Cleaning;

public sealed class PackageUseTests : IDisposable
{
    private readonly CleaningBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Clean_removes_a_package_that_nothing_uses()
    {
        var package = _bench.Package("free");
        _bench.Clean(CleaningTargets.Packages).Removed.Single().Item.Path.ShouldBe(package.Folder);
        Directory.Exists(package.Folder).ShouldBeFalse();
    }

    [Fact]
    public void Clean_keeps_a_package_that_an_environment_hard_links()
    {
        var package = _bench.Installed("numpy");
        var result = _bench.Clean(CleaningTargets.Packages);
        result.Removed.ShouldBeEmpty();
        var kept = result.Kept.Single();
        (kept.Path, kept.Cause).ShouldBe((package.Folder, KeptCause.InUse));
        kept.Reason.ShouldContain("4 of its");
    }

    [Fact]
    public void Clean_keeps_a_package_that_an_environment_soft_links()
    {
        var environment = _bench.Environment("soft");
        var package = _bench.Installed("numpy", LinkKind.Soft, "soft");
        _bench.Clean(CleaningTargets.Packages).Kept.Single().Reason.ShouldContain(environment);
        File.ReadAllBytes(Path.Combine(environment, "lib/numpy/0/file0.bin")).Length.ShouldBe(1000);
        Directory.Exists(package.Folder).ShouldBeTrue();
    }

    [Fact]
    public void Clean_keeps_a_soft_linked_package_whose_record_is_lost()
    {
        var environment = _bench.Environment("soft");
        var package = _bench.Installed("numpy", LinkKind.Soft, "soft");
        File.Delete(Path.Combine(environment, "conda-meta", $"{package.Distribution}.json"));
        _bench.Clean(CleaningTargets.Packages).Removed.ShouldBeEmpty();
    }

    [Fact]
    public void Clean_keeps_a_package_whose_record_says_soft_although_no_link_is_seen()
    {
        var environment = _bench.Environment("soft");
        var package = _bench.Installed("numpy", LinkKind.Soft, "soft");
        Directory.Delete(Path.Combine(environment, "lib"), recursive: true);
        _bench.Clean(CleaningTargets.Packages).Kept.Single().Path.ShouldBe(package.Folder);
    }

    [Fact]
    public void Clean_keeps_a_package_reached_by_a_relative_link_through_another_link()
    {
        var environment = _bench.Environment("odd");
        var package = _bench.Package("numpy");
        File.CreateSymbolicLink(Path.Combine(_bench.Folder, "way"), _bench.Cache);
        File.CreateSymbolicLink(Path.Combine(environment, "data"), $"../../../way/{package.Distribution}/lib");
        _bench.Clean(CleaningTargets.Packages).Removed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(LinkKind.Copy)]
    public void Clean_removes_a_package_that_was_copied_into_its_environment(LinkKind kind)
    {
        var package = _bench.Installed("numpy", kind);
        _bench.Clean(CleaningTargets.Packages).Removed.Single().Item.Path.ShouldBe(package.Folder);
        File.Exists(Path.Combine(_bench.Root.Prefix, "lib/numpy/0/file0.bin")).ShouldBeTrue();
    }

    [Fact]
    public void Clean_removes_a_package_whose_files_were_rewritten_or_reflinked_on_installing()
    {
        var package = _bench.Installed("numpy", LinkKind.Copy);
        var path = Path.Combine(_bench.Root.Prefix, "conda-meta", $"{package.Distribution}.json");
        var record = JsonNode.Parse(File.ReadAllText(path))!;
        record["link"]!["type"] = 1;
        File.WriteAllText(path, record.ToJsonString());
        _bench.Clean(CleaningTargets.Packages).Removed.Count.ShouldBe(1);
    }

    [Fact]
    public void Clean_keeps_an_installed_package_that_has_no_files()
    {
        var package = _bench.Root.Add(new TestPackage("meta"));
        _bench.Root.Install(package, "base");
        _bench.Clean(CleaningTargets.Packages).Kept.Single().Reason.ShouldBe($"in use: it is installed in {_bench.Root.Prefix}");
    }

    [Fact]
    public void Clean_removes_a_package_whose_hard_links_are_all_inside_itself()
    {
        var package = _bench.Root.Add(new TestPackage("selfish") { HardLinks = { ["bin/b"] = "bin/a" } }.With("bin/a", new string('x', 5000)));
        var plan = _bench.Plan(CleaningTargets.Packages);
        plan.Removals.Single().Item.Path.ShouldBe(package.Folder);
        var sizes = Directory.GetFiles(package.Folder, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
        plan.Removals.Single().Item.Size.ShouldBe(sizes);
        plan.FreedBytes.ShouldBe(sizes - 5000);
    }

    [Fact]
    public void Clean_keeps_a_package_when_the_record_that_names_it_is_damaged()
    {
        var package = _bench.Package("numpy");
        File.WriteAllText(Path.Combine(_bench.Root.Prefix, "conda-meta", $"{package.Distribution}.json"), "{ \"name\": ");
        _bench.Clean(CleaningTargets.Packages).Removed.ShouldBeEmpty();
    }

    [Fact]
    public void Clean_sees_packages_in_the_nested_layout_of_mamba()
    {
        var used = Move(_bench.Installed("used"));
        var free = Move(_bench.Package("free"));
        var result = _bench.Clean(CleaningTargets.Packages | CleaningTargets.Archives);
        Directory.Exists(used).ShouldBeTrue();
        Directory.Exists(free).ShouldBeFalse();
        result.Removed.Select(r => r.Item.Name).ShouldContain("https/conda.example.org/demo/linux-64/free-1.0-0");
        Directory.GetFiles(Path.GetDirectoryName(used)!).ShouldBeEmpty();

        string Move(CachedPackage package)
        {
            var shelf = Directory.CreateDirectory(Path.Combine(_bench.Cache, "https/conda.example.org/demo/linux-64")).FullName;
            Directory.Move(package.Folder, Path.Combine(shelf, package.Distribution));
            File.Move(package.Archive, Path.Combine(shelf, Path.GetFileName(package.Archive)));
            return Path.Combine(shelf, package.Distribution);
        }
    }

    [Fact]
    public void Clean_keeps_a_soft_linked_package_of_the_nested_layout()
    {
        var shelf = Directory.CreateDirectory(Path.Combine(_bench.Cache, "https/conda.example.org/demo/noarch")).FullName;
        var package = _bench.Package("soft");
        var moved = Path.Combine(shelf, package.Distribution);
        Directory.Move(package.Folder, moved);
        File.CreateSymbolicLink(Path.Combine(_bench.Root.Prefix, "share"), Path.Combine(moved, "lib"));
        _bench.Clean(CleaningTargets.Packages).Kept.Single().Path.ShouldBe(moved);
    }

    [Fact]
    public void Clean_keeps_a_folder_that_is_no_package_and_says_so()
    {
        Directory.CreateDirectory(Path.Combine(_bench.Cache, "mydata", "info"));
        var result = _bench.Clean(CleaningTargets.Packages);
        result.Removed.ShouldBeEmpty();
        result.Kept.Single().Cause.ShouldBe(KeptCause.NotOurs);
    }

    [Fact]
    public void Clean_finishes_interrupted_extractions_and_removals()
    {
        Directory.CreateDirectory(Path.Combine(_bench.Cache, "half-1.0-0", "lib"));
        Directory.CreateDirectory(Path.Combine(_bench.Cache, "other-1.0-0.conda_trash", "lib"));
        Directory.CreateDirectory(Path.Combine(_bench.Cache, ".trash", "x"));
        _bench.Clean(CleaningTargets.Packages).Removed.Count.ShouldBe(3);
        _bench.CacheNames.ShouldBe([".logs", "cache", "urls", "urls.txt"]);
    }

    [Fact]
    public void Clean_keeps_the_target_of_a_package_that_is_a_symbolic_link()
    {
        var package = _bench.Package("far");
        var elsewhere = Path.Combine(_bench.Folder, "elsewhere");
        Directory.Move(package.Folder, elsewhere);
        File.CreateSymbolicLink(package.Folder, elsewhere);
        _bench.Clean(CleaningTargets.Packages).Kept.Single().Reason.ShouldContain("symbolic link");
        File.Exists(Path.Combine(elsewhere, "info", "index.json")).ShouldBeTrue();
    }

    [Fact]
    public void Clean_handles_several_caches_and_the_same_one_once()
    {
        var second = Path.Combine(_bench.Folder, "second");
        var package = _bench.Package("two");
        Directory.CreateDirectory(second);
        Directory.Move(package.Folder, Path.Combine(second, package.Distribution));
        _bench.Package("one");
        File.CreateSymbolicLink(Path.Combine(_bench.Folder, "alias"), second);
        _bench.ExtraCaches.AddRange([second, Path.Combine(_bench.Folder, "alias"), Path.Combine(_bench.Folder, "missing")]);
        _bench.Clean(CleaningTargets.Packages).Removed.Select(r => r.Item.Cache).ShouldBe([_bench.Cache, second]);
    }

    [Fact]
    public void Clean_does_not_need_urls_txt()
    {
        _bench.Package("free");
        File.Delete(Path.Combine(_bench.Cache, "urls.txt"));
        _bench.Clean(CleaningTargets.Packages).Removed.Count.ShouldBe(1);
    }
}
