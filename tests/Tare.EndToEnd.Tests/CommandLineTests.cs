namespace Tare.EndToEnd.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--bogus")]
    [InlineData("bogus")]
    public void A_wrong_command_line_ends_with_2_and_a_hint(string argument)
    {
        TareBinary.Require();
        var result = TareBinary.Run(argument);
        result.ExitCode.ShouldBe(2);
        result.Output.ShouldBe("");
        result.Error.ShouldStartWith("error: ");
        result.Error.ShouldContain("\nhint: run `tare --help`");
    }

    [Fact]
    public void Help_is_data_and_names_the_commands()
    {
        TareBinary.Require();
        var result = TareBinary.Run("--help");
        result.ExitCode.ShouldBe(0);
        result.Error.ShouldBe("");
        result.Output.ShouldContain("Usage:");
    }

    [Fact]
    public void A_closed_standard_input_does_no_harm()
    {
        TareBinary.Require();
        var result = TareBinary.Shell("\"$tare\" --help <&-");
        result.ExitCode.ShouldBe(0);
        result.Output.ShouldContain("Usage:");
    }

    [Fact]
    public void A_closed_standard_output_does_not_crash()
    {
        TareBinary.Require();
        var result = TareBinary.Shell("\"$tare\" --help >&-; echo \"status $?\" >&2");
        result.Error.ShouldBe("error: cannot write standard output: bad file descriptor\nhint: send the output to another place\nstatus 1\n");
    }

    [Fact]
    public void Both_outputs_closed_do_not_crash()
    {
        TareBinary.Require();
        TareBinary.Shell("\"$tare\" --help >&- 2>&-").ExitCode.ShouldBe(1);
    }

    [Fact]
    public void What_others_append_to_the_same_file_stays()
    {
        TareBinary.Require();
        var result = TareBinary.Shell("f=$(mktemp); { echo before; \"$tare\" --version; echo after; } >\"$f\"; cat \"$f\"; rm \"$f\"");
        result.Output.ShouldMatch(@"^before\ntare [\d.]+\nafter\n$");
    }

    [Fact]
    public void A_reader_that_leaves_gets_no_complaint()
    {
        TareBinary.Require();
        var result = TareBinary.Shell("\"$tare\" --help | head -c 1 >/dev/null");
        result.Error.ShouldBe("");
    }

    [Fact]
    public void A_full_disk_is_an_error_and_not_a_crash()
    {
        TareBinary.Require();
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        var result = TareBinary.Shell("\"$tare\" --help >/dev/full; echo \"status $?\" >&2");
        result.Error.ShouldBe("error: cannot write standard output: no space left on device\nhint: send the output to another place\nstatus 1\n");
    }

    [Theory]
    [InlineData("NO_COLOR=1 TERM=xterm-256color")]
    [InlineData("TERM=dumb")]
    public void A_terminal_without_colour_gets_none(string variables)
    {
        TareBinary.Require();
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "needs script(1) for a terminal");
        var result = TareBinary.Shell($"script -qec \"env {variables} '$tare' --bogus\" /dev/null </dev/null");
        result.Output.ShouldContain("error:");
        result.Output.ShouldNotContain("\e[");
    }

    [Fact]
    public void A_terminal_with_colour_gets_some()
    {
        TareBinary.Require();
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "needs script(1) for a terminal");
        var result = TareBinary.Shell("script -qec \"env -u NO_COLOR TERM=xterm-256color '$tare' --bogus\" /dev/null </dev/null");
        result.Output.ShouldContain("\e[1;31merror:\e[0m");
    }

    [Theory]
    [InlineData("HOME=")]
    [InlineData("LANG=zh_CN.UTF-8 LC_ALL=xx_YY")]
    [InlineData("COLUMNS=0")]
    [InlineData("COLUMNS=-5")]
    [InlineData("TMPDIR=/none")]
    public void A_strange_environment_does_no_harm(string variables)
    {
        TareBinary.Require();
        var result = TareBinary.Shell($"env -i {variables} \"$tare\" --help");
        result.ExitCode.ShouldBe(0);
        result.Error.ShouldBe("");
    }

    [Fact]
    public void A_working_directory_that_is_gone_does_no_harm()
    {
        TareBinary.Require();
        var result = TareBinary.Shell("d=$(mktemp -d) && cd \"$d\" && rmdir \"$d\" && \"$tare\" --version");
        result.ExitCode.ShouldBe(0);
        result.Error.ShouldBe("");
    }
}
