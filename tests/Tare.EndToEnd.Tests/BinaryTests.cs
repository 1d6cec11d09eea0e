using System.Diagnostics;
using Tare.Testing;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests;

public sealed class BinaryTests
{
    [Fact]
    public void The_binary_needs_no_loader_and_no_library()
    {
        TareBinary.Require();
        var elf = ElfFile.Read(TareBinary.Path);
        elf.Segments.ShouldNotContain(ElfFile.Interpreter);
        elf.Segments.ShouldNotContain(ElfFile.Dynamic);
    }

    [Fact]
    public void The_binary_is_at_most_24_MB()
    {
        TareBinary.Require();
        new FileInfo(TareBinary.Path).Length.ShouldBeLessThanOrEqualTo(25_000_000);
    }

    [Fact]
    public void The_binary_does_not_say_where_it_was_built()
    {
        TareBinary.Require();
        File.ReadAllBytes(TareBinary.Path).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Repository.Root + "/")).ShouldBe(-1);
    }

    [Fact]
    public void The_binary_starts_in_an_empty_root()
    {
        TareBinary.Require();
        Assert.SkipUnless(TareBinary.IsRoot, "needs root for chroot");
        using var folder = new TemporaryFolder();
        File.Copy(TareBinary.Path, folder["tare"]);
        var result = Tool.Try("chroot", folder.Path, "/tare", "--version");
        result.ShouldBe(new ToolResult(0, TareBinary.Run("--version").Output, ""));
        Directory.GetFileSystemEntries(folder.Path).ShouldBe([folder["tare"]]);
    }

    [Fact]
    public void The_version_is_the_name_and_three_numbers()
    {
        TareBinary.Require();
        TareBinary.Run("--version").Output.ShouldMatch(@"^tare \d+\.\d+\.\d+(-[a-z0-9.]+)?\n$");
    }

    [Fact]
    public void The_start_costs_no_more_than_a_blink()
    {
        TareBinary.Require();
        // The bound is that of `./dev bench` (10 ms over /bin/true) with room for a busy machine; the best of many is taken.
        var start = Enumerable.Range(0, 20).Min(_ => Time(TareBinary.Path, "--version"));
        var nothing = Enumerable.Range(0, 20).Min(_ => Time("/bin/true", "--version"));
        (start - nothing).ShouldBeLessThan(TimeSpan.FromMilliseconds(40));
    }

    private static TimeSpan Time(string program, string argument)
    {
        var watch = Stopwatch.StartNew();
        Tool.Try(program, argument);
        return watch.Elapsed;
    }
}
