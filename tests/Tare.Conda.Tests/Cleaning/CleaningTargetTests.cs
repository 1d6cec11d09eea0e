using Tare.Conda.Caches;
using Tare.Conda.Cleaning;
using Tare.Primitives;
using Tare.Testing.Packages;
using Tare.Testing.Roots;

namespace Tare.Conda.Tests.Cleaning;

public sealed class CleaningTargetTests : IDisposable
{
    private readonly CleaningBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Everything_that_all_names_goes_and_the_books_stay()
    {
        var package = _bench.Installed("numpy");
        _bench.Root.AddIndexCache();
        _bench.Root.AddLogs();
        _bench.Root.AddTemporaryFiles(package);
        File.WriteAllText(Path.Combine(_bench.Cache, "cache.lock"), "");
        _bench.Clean(CleaningTargets.All).Failed.ShouldBeEmpty();
        _bench.CacheNames.ShouldBe([".logs", "numpy-1.0-0", "urls", "urls.txt"]);
        Directory.GetFileSystemEntries(Path.Combine(_bench.Cache, ".logs")).ShouldBeEmpty();
        Directory.GetFiles(Path.Combine(_bench.Root.Prefix, "lib/numpy"), "*trash*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public void The_lines_of_urls_txt_stay_when_their_packages_go()
    {
        _bench.Package("free");
        var urls = Path.Combine(_bench.Cache, "urls.txt");
        var before = File.ReadAllText(urls);
        before.ShouldContain("/free-1.0-0.conda\n");
        _bench.Clean(CleaningTargets.All).Removed.Count.ShouldBeGreaterThan(1);
        File.ReadAllText(urls).ShouldBe(before);
    }

    [Fact]
    public void Freed_bytes_are_those_of_inodes_whose_last_name_went()
    {
        var installed = _bench.Installed("numpy");
        var other = _bench.Package("free");
        var expected = new[] { installed.Archive, other.Archive }.Sum(f => new FileInfo(f).Length)
            + Directory.GetFiles(other.Folder, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
        _bench.Clean(CleaningTargets.Archives | CleaningTargets.Packages).FreedBytes.ShouldBe(expected);
    }

    [Fact]
    public void Removing_whole_caches_frees_no_file_that_an_environment_still_has()
    {
        var installed = _bench.Installed("numpy");
        var inside = Directory.GetFiles(Path.Combine(installed.Folder, "info"), "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
        var others = new[] { installed.Archive, Path.Combine(_bench.Cache, "urls.txt") }.Sum(f => new FileInfo(f).Length);
        var result = _bench.Clean(CleaningTargets.PackageCaches);
        result.FreedBytes.ShouldBe(inside + others);
        Directory.Exists(_bench.Cache).ShouldBeFalse();
        File.Exists(Path.Combine(_bench.Root.Prefix, "lib/numpy/0/file0.bin")).ShouldBeTrue();
    }

    [Fact]
    public void Two_packages_that_share_a_file_free_it_together()
    {
        var a = _bench.Package("a");
        var b = _bench.Package("b");
        HardLink.Create(Path.Combine(a.Folder, "lib/a/0/file0.bin"), Path.Combine(b.Folder, "lib/shared.bin"));
        var all = Directory.GetFiles(_bench.Cache, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
        _bench.Plan(CleaningTargets.PackageCaches).FreedBytes.ShouldBe(all - 1000);
    }

    [Fact]
    public void Force_keeps_packages_that_environments_link_softly()
    {
        var soft = _bench.Installed("soft", LinkKind.Soft);
        _bench.Installed("hard");
        var result = _bench.Clean(CleaningTargets.PackageCaches);
        result.Kept.Single().Path.ShouldBe(soft.Folder);
        _bench.CacheNames.ShouldBe(["soft-1.0-0"]);
        File.ReadAllBytes(Path.Combine(_bench.Root.Prefix, "lib/soft/0/file0.bin")).Length.ShouldBe(1000);
    }

    [Fact]
    public void All_and_force_together_do_both()
    {
        _bench.Installed("hard");
        _bench.Package("free");
        _bench.Root.AddTemporaryFiles(_bench.Installed("old"));
        var plan = _bench.Plan(CleaningTargets.All | CleaningTargets.PackageCaches);
        plan.Of(CleaningTargets.Packages).Select(i => i.Name).ShouldBe(["free-1.0-0"]);
        plan.Of(CleaningTargets.TemporaryFiles).Count().ShouldBe(3);
        Cleaner.Run(plan).Failed.ShouldBeEmpty();
        Directory.Exists(_bench.Cache).ShouldBeFalse();
    }

    [Fact]
    public void Force_refuses_a_folder_that_is_no_package_cache()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_bench.Folder, "home")).FullName;
        File.WriteAllText(Path.Combine(folder, "thesis.tex"), "\\end{document}");
        _bench.ExtraCaches.Add(folder);
        var result = _bench.Clean(CleaningTargets.PackageCaches);
        result.Failed.Single().Error.ShouldContain("does not look like a package cache");
        File.Exists(Path.Combine(folder, "thesis.tex")).ShouldBeTrue();
    }

    [Fact]
    public void Force_empties_a_cache_reached_by_a_link_and_keeps_folder_link_and_urls()
    {
        _bench.Package("a");
        var real = Path.Combine(_bench.Folder, "real");
        Directory.Move(_bench.Cache, real);
        File.CreateSymbolicLink(_bench.Cache, real);
        _bench.Clean(CleaningTargets.PackageCaches).Failed.ShouldBeEmpty();
        Directory.GetFileSystemEntries(real).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["urls", "urls.txt"]);
        new FileInfo(_bench.Cache).LinkTarget.ShouldBe(real);
    }

    [Fact]
    public void The_content_of_an_index_cache_that_is_a_link_goes_and_the_link_stays()
    {
        var real = Directory.CreateDirectory(Path.Combine(_bench.Folder, "index")).FullName;
        File.WriteAllText(Path.Combine(real, "abcd.json"), "{}");
        Directory.Delete(Path.Combine(_bench.Cache, "cache"));
        File.CreateSymbolicLink(Path.Combine(_bench.Cache, "cache"), real);
        _bench.Clean(CleaningTargets.IndexCache).FreedBytes.ShouldBe(2);
        Directory.GetFiles(real).ShouldBeEmpty();
        _bench.CacheNames.ShouldContain("cache");
    }

    [Fact]
    public void A_user_s_own_trash_file_stays()
    {
        File.WriteAllText(Path.Combine(_bench.Root.Prefix, "notes.trash"), "important");
        var result = _bench.Clean(CleaningTargets.All);
        result.Kept.Single().Reason.ShouldContain("no package owns `notes`");
        File.Exists(Path.Combine(_bench.Root.Prefix, "notes.trash")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("bin/tool.c~", true)]
    [InlineData("bin/tool.trash", true)]
    [InlineData("bin/anything.conda_trash", true)]
    [InlineData("bin/anything.conda_trash1f", true)]
    [InlineData("bin/anything.mamba_trash", true)]
    [InlineData("bin/other.c~", false)]
    [InlineData("a_trash_bin", false)]
    public void Set_aside_files_are_told_from_others(string path, bool goes)
    {
        _bench.Root.Install(_bench.Root.Add(new TestPackage("tool").With("bin/tool", "#!/bin/sh\n")), "base");
        var full = Path.Combine(_bench.Root.Prefix, path);
        File.WriteAllText(full, "x");
        _bench.Clean(CleaningTargets.TemporaryFiles);
        File.Exists(full).ShouldBe(!goes);
    }

    [Theory]
    [InlineData(".c~")]
    [InlineData(".trash")]
    public void An_archive_set_aside_goes(string suffix)
    {
        var package = _bench.Package("a");
        File.Move(package.Archive, package.Archive + suffix);
        _bench.Clean(CleaningTargets.TemporaryFiles).Removed.Single().Item.Name.ShouldBe("a-1.0-0.conda" + suffix);
    }

    [Fact]
    public void An_archive_with_another_name_stays_and_the_reason_is_given()
    {
        var package = _bench.Package("shared");
        HardLink.Create(package.Archive, Path.Combine(_bench.Folder, "mirror"));
        _bench.Clean(CleaningTargets.Archives).Kept.Single().Cause.ShouldBe(KeptCause.OtherName);
        File.Exists(package.Archive).ShouldBeTrue();
    }

    [Fact]
    public void Recent_things_stay_when_asked()
    {
        var old = _bench.Package("old");
        Age(old.Archive, days: 30);
        var young = _bench.Package("young");
        var result = _bench.Clean(CleaningTargets.Archives, o => o with { KeepNewer = TimeSpan.FromDays(14) });
        result.Removed.Single().Item.Path.ShouldBe(old.Archive);
        result.Kept.Single().Path.ShouldBe(young.Archive);
    }

    [Fact]
    public void A_bound_on_the_size_removes_the_least_recently_used_first_and_no_more_than_needed()
    {
        for (var i = 0; i < 4; i++)
        {
            var archive = Path.Combine(_bench.Cache, $"p{i}-1.0-0.conda");
            File.WriteAllText(archive, new string('x', 1000));
            Age(archive, days: 10 - i);
        }

        var result = _bench.Clean(CleaningTargets.Archives, o => o with { MaxSize = new ByteSize(2000) });
        result.Removed.Select(r => r.Item.Name).ShouldBe(["p0-1.0-0.conda", "p1-1.0-0.conda"], ignoreOrder: true);
        result.Kept.ShouldAllBe(k => k.Cause == KeptCause.WithinSize);
    }

    [Fact]
    public void Other_tools_caches_go_but_for_what_is_named()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_bench.Folder, "pip", "http")).Parent!.FullName;
        File.WriteAllText(Path.Combine(folder, "http", "x"), "12345");
        File.WriteAllText(Path.Combine(folder, "lock"), "");
        var scope = _bench.Scope with { OtherCaches = [new OtherCache("pip", folder, "lock")] };
        var plan = CacheCleaning.Plan(scope, new CleaningOptions { Targets = CleaningTargets.OtherCaches, Now = TimeProvider.System.GetUtcNow() });
        Cleaner.Run(plan).FreedBytes.ShouldBe(5);
        Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).ShouldBe(["lock"]);
    }

    [Fact]
    public void A_plan_changes_nothing()
    {
        _bench.Installed("numpy");
        _bench.Root.AddTemporaryFiles(_bench.Package("free"));
        var before = Snapshot();
        _bench.Plan(CleaningTargets.All | CleaningTargets.PackageCaches);
        Snapshot().ShouldBe(before);
    }

    [Fact]
    public void A_hard_linked_temporary_file_goes_without_a_change_to_the_file_s_mode()
    {
        _bench.Root.Install(_bench.Root.Add(new TestPackage("tool").With("bin/tool", "x")), "base");
        var tool = Path.Combine(_bench.Root.Prefix, "bin/tool");
        HardLink.Create(tool, tool + ".c~");
        File.SetUnixFileMode(tool, (UnixFileMode)0b100_100_100);
        var result = _bench.Clean(CleaningTargets.TemporaryFiles);
        (result.Removed.Count, result.FreedBytes).ShouldBe((1, 0));
        File.GetUnixFileMode(tool).ShouldBe((UnixFileMode)0b100_100_100);
    }

    private string[] Snapshot() =>
    [
        .. Directory.EnumerateFileSystemEntries(_bench.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(p => $"{p} {File.GetLastWriteTimeUtc(p).Ticks} {File.GetUnixFileMode(p)}"),
    ];

    private static void Age(string path, int days)
    {
        var time = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-days);
        File.SetLastWriteTimeUtc(path, time);
        File.SetLastAccessTimeUtc(path, time);
    }
}
