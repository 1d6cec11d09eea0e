using Tare.Testing.Packages;
using Tare.Testing.Roots;

namespace Tare.Cli.Tests.Cleaning;

public sealed class CleanTextTests : IDisposable
{
    private const string DryRun = "\nDryRunExit: Dry run. Exiting.\n\n";

    private readonly CleanCommandBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_dry_run_speaks_conda_s_lines()
    {
        _bench.Fill();
        (await _bench.Run("--all", "--dry-run")).ShouldBe(0);
        var lines = _bench.Output.Split('\n');
        lines[0].ShouldMatch(@"^Will remove 3 \(\d+ KB\) tarball\(s\)\.$");
        lines[1].ShouldBe("Will remove 1 index cache(s).");
        lines[2].ShouldMatch(@"^Will remove 1 \(\d+ KB\) package\(s\)\.$");
        lines[3].ShouldBe("Will remove 3 tempfile(s).");
        lines[4].ShouldBe("Will remove 2 logfile(s).");
        lines[5].ShouldMatch(@"^Kept 1 \(\d+ KB\): in use by environments; -v names them\.$");
        lines[6].ShouldMatch(@"^Would free \d+ KB\.$");
        _bench.Error.ShouldBe(DryRun);
    }

    [Fact]
    public async Task Nothing_to_clean_is_said_in_conda_s_words()
    {
        Directory.Delete(Path.Combine(_bench.Cache, "cache"));
        (await _bench.Run("-a", "-y")).ShouldBe(0);
        _bench.Output.ShouldBe("""
            There are no unused tarball(s) to remove.
            There are no index cache(s) to remove.
            There are no unused package(s) to remove.
            There are no tempfile(s) to remove.
            There are no logfile(s) to remove.
            Freed 0 B.

            """);
    }

    [Fact]
    public async Task Verbose_names_every_thing_and_what_was_removed()
    {
        var archive = Path.Combine(_bench.Cache, "pkg0000-1.20.0-py310hcfcd208_0.tar.bz2");
        File.WriteAllText(archive, new string('x', 20_000));
        (await _bench.Run("-t", "-y", "-v")).ShouldBe(0);
        _bench.Output.ShouldBe($"""
            Will remove the following tarball(s):
              {_bench.Cache}
              {new string('-', _bench.Cache.Length - 1)}
              - pkg0000-1.20.0-py310hcfcd208_0.tar.bz2        20 KB

            -----------------
            Total:      20 KB

            Removed {archive}
            Freed 20 KB.

            """);
    }

    [Fact]
    public async Task Quiet_says_nothing()
    {
        _bench.Fill();
        (await _bench.Run("-a", "-y", "-q", "-v")).ShouldBe(0);
        (_bench.Output, _bench.Error).ShouldBe(("", ""));
    }

    [Theory]
    [InlineData("-afy")]
    [InlineData("-tipsy")]
    [InlineData("--tar", "--yes")]
    [InlineData("--force", "--yes")]
    [InlineData("-c", "-y")]
    [InlineData("--source-cache")]
    [InlineData("--lock")]
    [InlineData("--max-size", "1G", "-y")]
    public async Task Options_may_be_written_as_conda_takes_them(params string[] words) => (await _bench.Run(words)).ShouldBe(0, _bench.Error);

    [Theory]
    [InlineData("--bogus")]
    [InlineData("-n", "env")]
    [InlineData("--keep-newer", "soon", "-a")]
    [InlineData("--max-size", "big", "-a")]
    [InlineData("--d", "-a", "--verb", "extra")]
    [InlineData]
    public async Task A_wrong_command_line_answers_2(params string[] words)
    {
        (await _bench.Run(words)).ShouldBe(2);
        _bench.Output.ShouldBe("");
    }

    [Fact]
    public async Task An_obsolete_option_is_told_to_be_one()
    {
        await _bench.Run("-s", "-t", "-y");
        _bench.Error.ShouldStartWith("warning: `--source-cache` does nothing");
    }

    [Theory]
    [InlineData("\n", true)]
    [InlineData("y\n", true)]
    [InlineData("YES\n", true)]
    [InlineData("maybe\ny\n", true)]
    [InlineData("n\n", false)]
    [InlineData("x\nno\n", false)]
    public async Task The_question_takes_conda_s_answers(string answer, bool goes)
    {
        var package = _bench.Root.Add(new TestPackage("free"));
        _bench.Input = answer;
        (await _bench.Run("--packages")).ShouldBe(0);
        Directory.Exists(package.Folder).ShouldBe(!goes);
        _bench.Output.ShouldContain("Proceed ([y]/n)? ");
        _bench.Error.Contains("CondaSystemExit: Exiting.", StringComparison.Ordinal).ShouldBe(!goes);
    }

    [Fact]
    public async Task No_is_asked_for_once_and_keeps_things_of_every_kind()
    {
        _bench.Fill();
        var before = Names();
        _bench.Input = "n\n";
        (await _bench.Run("-a")).ShouldBe(0);
        _bench.Output.Split("Proceed ([y]/n)? ").Length.ShouldBe(2);
        Names().ShouldBe(before);

        string[] Names() => [.. Directory.EnumerateFileSystemEntries(_bench.Root.Prefix, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task The_console_of_conda_does_not_change_the_text()
    {
        _bench.Fill();
        (await _bench.Run("-a", "-d")).ShouldBe(0);
        var text = _bench.Output;
        (await _bench.Run("-a", "-d", "--console", "json")).ShouldBe(0);
        (_bench.Output, _bench.Error).ShouldBe((text, DryRun));
    }

    [Theory]
    [InlineData("CONDA_QUIET", "-q")]
    [InlineData("CONDA_VERBOSITY", "-v")]
    [InlineData("CONDA_VERBOSE", "-v")]
    public async Task A_variable_says_the_same_as_its_option(string variable, string option)
    {
        _bench.Fill();
        (await _bench.Run("-a", "-d")).ShouldBe(0);
        var usual = _bench.Output;
        (await _bench.Run("-a", "-d", option)).ShouldBe(0);
        var asked = _bench.Output;
        asked.ShouldNotBe(usual);
        _bench.Set(variable, "1");
        (await _bench.Run("-a", "-d")).ShouldBe(0);
        _bench.Output.ShouldBe(asked);
    }

    [Theory]
    [InlineData("tare", false)]
    [InlineData("conda", true)]
    [InlineData("/opt/bin/micromamba", true)]
    public async Task An_input_that_ends_is_a_yes_only_under_conda_s_name(string program, bool goes)
    {
        var package = _bench.Root.Add(new TestPackage("free"));
        _bench.Program = program;
        (await _bench.Run("-p")).ShouldBe(goes ? 0 : 1);
        Directory.Exists(package.Folder).ShouldBe(!goes);
    }

    [Theory]
    [InlineData("CONDA_ALWAYS_YES", "1", true)]
    [InlineData("CONDA_YES", "true", true)]
    [InlineData("CONDA_DRY_RUN", "1", false)]
    public async Task Environment_variables_count(string variable, string value, bool goes)
    {
        var package = _bench.Root.Add(new TestPackage("free"));
        _bench.Set(variable, value);
        _bench.Set("CONDA_QUIET", "1");
        (await _bench.Run("-p", goes ? "-v" : "-y")).ShouldBe(0);
        Directory.Exists(package.Folder).ShouldBe(!goes);
    }

    [Fact]
    public async Task A_broken_pipe_while_the_plan_is_shown_removes_nothing()
    {
        var package = _bench.Root.Add(new TestPackage("free"));
        using var output = new BrokenPipe();
        var context = new Tare.Cli.Commands.CommandContext(
            new Tare.Cli.Terminals.Terminal(TextReader.Null, output, TextWriter.Null),
            new Dictionary<string, string> { ["HOME"] = _bench.Folder, ["CONDA_ROOT_PREFIX"] = _bench.Root.Prefix }, _bench.Folder, TimeProvider.System);
        (await Tare.Cli.Commands.CommandLine.RunAsync("tare", ["clean", "-a", "-y"], context)).ShouldBe(1);
        Directory.Exists(package.Folder).ShouldBeTrue();
    }

    [Fact]
    public async Task A_name_cannot_forge_lines_or_move_the_cursor()
    {
        File.WriteAllText(Path.Combine(_bench.Cache, "a\n\e[2Jb-1-0.conda"), "x");
        await _bench.Run("-t", "-d", "-v");
        _bench.Output.ShouldContain("  - a\\x0a\\x1b[2Jb-1-0.conda");
    }

    [Fact]
    public async Task Temporary_files_are_looked_for_only_in_the_folders_named()
    {
        var package = _bench.Root.Add(new TestPackage("tool").With("bin/a", "x").With("lib/b", "x"));
        _bench.Root.Install(package, "base");
        foreach (var file in (string[])["bin/a.c~", "lib/b.c~"])
        {
            File.WriteAllText(Path.Combine(_bench.Root.Prefix, file), "x");
        }

        (await _bench.Run("-y", "-c", Path.Combine(_bench.Root.Prefix, "bin"), "/does/not/exist")).ShouldBe(0);
        File.Exists(Path.Combine(_bench.Root.Prefix, "bin/a.c~")).ShouldBeFalse();
        File.Exists(Path.Combine(_bench.Root.Prefix, "lib/b.c~")).ShouldBeTrue();
    }

    private sealed class BrokenPipe : StringWriter
    {
        public override void Flush() => throw new IOException("Broken pipe", 32);

        public override Task FlushAsync() => throw new IOException("Broken pipe", 32);
    }
}
