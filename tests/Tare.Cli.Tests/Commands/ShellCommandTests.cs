using System.Diagnostics;

namespace Tare.Cli.Tests.Commands;

/// <summary>Activation in real shells, by the built program.</summary>
public sealed class ShellCommandTests
{
    private const string Posix = """
        eval "$("$TARE_EXE" shell hook posix)"
        echo "0 $CONDA_SHLVL"
        tare activate a; echo "1 $CONDA_SHLVL $CONDA_DEFAULT_ENV $SCRIPT $MODE [$PS1] ${PATH%%:*}"
        tare activate b --stack; echo "2 $CONDA_SHLVL $CONDA_PREFIX ${PATH%%:*}"
        tare deactivate; echo "3 $CONDA_SHLVL $CONDA_DEFAULT_ENV"
        tare deactivate; echo "4 $CONDA_SHLVL ${CONDA_PREFIX-gone} ${SCRIPT-gone} $MODE [$PS1]"
        tare activate nope || echo "5 $?"
        """;

    private const string Fish = """
        "$TARE_EXE" shell hook fish | source
        echo "0 $CONDA_SHLVL"
        tare activate a; echo "1 $CONDA_SHLVL $CONDA_DEFAULT_ENV $SCRIPT $MODE $PATH[1]"
        tare activate b --stack; echo "2 $CONDA_SHLVL $CONDA_PREFIX $PATH[1]"
        tare deactivate; echo "3 $CONDA_SHLVL $CONDA_DEFAULT_ENV"
        tare deactivate; set -q CONDA_PREFIX; or echo "4 $CONDA_SHLVL $MODE"
        tare activate nope; or echo "5 $status"
        """;

    private const string Csh = """
        eval "`$TARE_EXE:q shell hook tcsh`"
        echo "0 $CONDA_SHLVL"
        tare activate a; echo "1 $CONDA_SHLVL $CONDA_DEFAULT_ENV $SCRIPT $MODE:q [$prompt:q] $path[1]"
        tare activate b --stack; echo "2 $CONDA_SHLVL $CONDA_PREFIX $path[1]"
        tare deactivate; echo "3 $CONDA_SHLVL $CONDA_DEFAULT_ENV"
        tare deactivate; echo "4 $CONDA_SHLVL $?CONDA_PREFIX $?SCRIPT $MODE [$prompt:q]"
        tare run -n b sh -c 'echo "$# $1 $2"' x 'two words' "it's"
        tare activate nope; echo "5 $status"
        """;

    private const string Xonsh = """
        execx($($TARE_EXE shell hook xonsh))
        print('0', $CONDA_SHLVL)
        tare activate a
        print('1', $CONDA_SHLVL, $CONDA_DEFAULT_ENV, $SCRIPT, $MODE, $PATH[0])
        tare activate b --stack
        print('2', $CONDA_SHLVL, $CONDA_PREFIX, $PATH[0])
        tare deactivate
        print('3', $CONDA_SHLVL, $CONDA_DEFAULT_ENV)
        tare deactivate
        print('4', $CONDA_SHLVL, 'CONDA_PREFIX' in ${...}, $MODE)
        print('5', !(tare activate nope).returncode)
        """;

    private static Machine Prepared() => new Machine()
        .File("root/envs/a/conda-meta/history", "").File("root/envs/b/conda-meta/history", "")
        .File("root/envs/a/conda-meta/state", """{"env_vars":{"MODE":"it's $HOME \"a\""}}""")
        .File("root/envs/a/etc/conda/activate.d/s.sh", "export SCRIPT=ran").File("root/envs/a/etc/conda/deactivate.d/s.sh", "unset SCRIPT")
        .File("root/envs/a/etc/conda/activate.d/s.csh", "setenv SCRIPT ran").File("root/envs/a/etc/conda/deactivate.d/s.csh", "unsetenv SCRIPT")
        .File("root/envs/a/etc/conda/activate.d/s.fish", "set -gx SCRIPT ran").File("root/envs/a/etc/conda/deactivate.d/s.fish", "set -e SCRIPT")
        .File("home/.condarc", "auto_activate: false\n");

    private static string Run(Machine machine, string shell, string script, params string[] options)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(f => File.Exists(Path.Join(f, shell))), $"needs {shell}");
        machine.File("script", script);
        var start = new ProcessStartInfo(shell) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var option in options)
        {
            start.ArgumentList.Add(option);
        }

        start.ArgumentList.Add(machine.Folder["script"]);
        start.Environment.Clear();
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["HOME"] = machine.Folder["home"],
            ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
            ["CONDA_ROOT_PREFIX"] = machine.Root,
            ["TARE_EXE"] = Program,
            ["MODE"] = "outside",
            ["DOTNET_ROOT"] = Path.GetDirectoryName(Environment.ProcessPath) is { } folder && File.Exists(Path.Join(folder, "dotnet")) ? folder : Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? "",
        })
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit(60_000).ShouldBeTrue();
        return (output + string.Concat(error.Result.Split('\n').Where(l => l.Length > 0 && !l.StartsWith("warning:")).Select(l => "! " + l + "\n"))).Replace(machine.Folder.Path, "@");
    }

    // The program beside the tests: built with them.
    private static string Program => Path.Join(AppContext.BaseDirectory, "tare");

    [Theory]
    [InlineData("bash")]
    [InlineData("dash")]
    [InlineData("zsh")]
    public void Environments_are_entered_and_left_in_a_posix_shell(string shell)
    {
        using var machine = Prepared();
        // bash takes PS1 away from shells that nobody types into.
        var prompt = shell == "bash" ? "" : "% ";
        Run(machine, shell, (prompt.Length > 0 ? "PS1='% '\n" : "") + Posix, "-u").ShouldBe($$"""
            0 0
            1 1 a ran it's $HOME "a" [(a) {{prompt}}] @/root/envs/a/bin
            2 2 @/root/envs/b @/root/envs/b/bin
            3 1 a
            4 0 gone gone outside [{{prompt}}]
            5 1
            ! error: Not a conda environment: @/root/envs/nope
            ! hint: `tare env list` shows the environments that are known

            """);
    }

    [Fact]
    public void Environments_are_entered_and_left_in_fish()
    {
        using var machine = Prepared();
        Run(machine, "fish", Fish).ShouldBe("""
            0 0
            1 1 a ran it's $HOME "a" @/root/envs/a/bin
            2 2 @/root/envs/b @/root/envs/b/bin
            3 1 a
            4 0 outside
            5 1
            ! error: Not a conda environment: @/root/envs/nope
            ! hint: `tare env list` shows the environments that are known

            """);
    }

    [Fact]
    public void Environments_are_entered_and_left_in_tcsh()
    {
        using var machine = Prepared();
        Run(machine, "tcsh", Csh, "-f").ShouldBe("""
            0 0
            1 1 a ran it's $HOME "a" [(a) ] @/root/envs/a/bin
            2 2 @/root/envs/b @/root/envs/b/bin
            3 1 a
            4 0 0 0 outside []
            2 two words it's
            5 1
            ! error: Not a conda environment: @/root/envs/nope
            ! hint: `tare env list` shows the environments that are known

            """);
    }

    [Fact]
    public void Environments_are_entered_and_left_in_xonsh()
    {
        using var machine = Prepared();
        Run(machine, "xonsh", Xonsh, "--no-rc").ShouldBe("""
            0 0
            1 1 a ran it's $HOME "a" @/root/envs/a/bin
            2 2 @/root/envs/b @/root/envs/b/bin
            3 1 a
            4 0 False outside
            5 1
            ! error: Not a conda environment: @/root/envs/nope
            ! hint: `tare env list` shows the environments that are known

            """);
    }

    [Theory]
    [InlineData("tcsh", ".tcshrc", "-c", "tare activate a; echo \"<$CONDA_DEFAULT_ENV>\"")]
    [InlineData("bash", ".bashrc", "-ic", "tare activate a; echo \"<$CONDA_DEFAULT_ENV>\"")]
    [InlineData("zsh", ".zshrc", "-ic", "tare activate a; echo \"<$CONDA_DEFAULT_ENV>\"")]
    [InlineData("fish", ".config/fish/config.fish", "-c", "tare activate a; echo \"<$CONDA_DEFAULT_ENV>\"")]
    public void Init_prepares_new_shells(string shell, string file, params string[] words)
    {
        using var machine = Prepared();
        Run(machine, "dash", $"\"$TARE_EXE\" init {shell}", "-e").ShouldContain($"modified      @/home/{file}");
        Run(machine, shell, "", words).ShouldContain("<a>\n");
    }

    [Fact]
    public void Run_is_the_program_itself()
    {
        using var machine = Prepared();
        Run(machine, "dash", """
            "$TARE_EXE" run -n a sh -c 'echo "$SCRIPT $MODE $CONDA_DEFAULT_ENV $*"; exit 7' x --json -n b; echo "status $?"
            "$TARE_EXE" run -n b cat < "$0" | head -c 5; echo
            "$TARE_EXE" run -n b --cwd / pwd
            "$TARE_EXE" run -n b nosuch 2>/dev/null; echo "status $?"
            "$TARE_EXE" run -n b /etc/passwd 2>/dev/null; echo "status $?"
            "$TARE_EXE" run -n b sh -c 'kill -TERM $$' ; echo "status $?"
            "$TARE_EXE" run -n b sh -c 'echo $PPID' | grep -qx $$ && echo same parent
            """).ShouldBe("""
            ran it's $HOME "a" a --json -n b
            status 7
            "$TAR
            /
            status 127
            status 126
            status 143
            same parent
            ! Terminated

            """);
    }

    [Fact]
    public void A_missing_program_is_told_in_the_same_words_whether_or_not_scripts_run_first()
    {
        using var machine = Prepared().File("tool", "#!/bin/sh\n").File("root/envs/a/etc/conda/activate.d/path.sh", "PATH=$HOME/late:$PATH").File("home/late/late", "#!/bin/sh\necho late");
        File.SetUnixFileMode(machine.Folder["home", "late", "late"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Run(machine, "dash", """
            "$TARE_EXE" run -n b nosuch; echo "status $?"
            "$TARE_EXE" run -n a nosuch; echo "status $?"
            "$TARE_EXE" run -n a ./nosuch; echo "status $?"
            "$TARE_EXE" run -n a --cwd "${HOME%/home}" ./tool; echo "status $?"
            "$TARE_EXE" run -n a cd /; echo "status $?"
            "$TARE_EXE" run -n a late; echo "status $?"
            """).ShouldBe("""
            status 127
            status 127
            status 127
            status 126
            status 127
            late
            status 0
            ! error: `nosuch` is not on the PATH of the environment
            ! hint: install the package that brings it, or give its path
            ! error: `nosuch` is not on the PATH of the environment
            ! hint: install the package that brings it, or give its path
            ! error: there is no `./nosuch`
            ! hint: install the package that brings it, or give its path
            ! error: `./tool` may not be executed
            ! hint: chmod +x it
            ! error: `cd` is not on the PATH of the environment
            ! hint: install the package that brings it, or give its path

            """);
    }

    [Fact]
    public void Programs_get_an_activation_as_json()
    {
        using var machine = Prepared().With("PS1", "$ ");
        var json = machine.Run("shell.posix+json", "activate", "a").Json;
        json.GetProperty("path").GetProperty("PATH")[0].GetString().ShouldBe("@/root/envs/a/bin");
        var variables = json.GetProperty("vars");
        variables.GetProperty("export").GetProperty("CONDA_SHLVL").GetInt32().ShouldBe(1);
        variables.GetProperty("export").GetProperty("MODE").GetString().ShouldBe("it's $HOME \"a\"");
        variables.GetProperty("set").GetProperty("PS1").GetString().ShouldBe("(a) $ ");
        variables.GetProperty("unset").EnumerateArray().Select(v => v.GetString()).ShouldBe(["_CE_M", "_CE_CONDA"]);
        json.GetProperty("scripts").GetProperty("activate")[0].GetString().ShouldBe("@/root/envs/a/etc/conda/activate.d/s.sh");
        machine.Run("shell.fish+json", "activate", "a").Json.GetProperty("scripts").GetProperty("activate")[0].GetString().ShouldEndWith("s.fish");
        machine.With("CONDA_SHLVL", "1").With("CONDA_PREFIX", machine.Folder["root", "envs", "a"]);
        json = machine.Run("shell.posix+json", "deactivate").Json;
        json.GetProperty("vars").GetProperty("unset")[0].GetString().ShouldBe("CONDA_PREFIX");
        json.GetProperty("scripts").GetProperty("deactivate").GetArrayLength().ShouldBe(1);
        machine.Run("shell.nosuch+json", "activate", "a").Error.ShouldContain("`nosuch+json` is not a shell that is known");
    }

    [Fact]
    public void Powershell_gets_its_own_commands()
    {
        using var machine = Prepared();
        var text = machine.Run("shell.powershell", "activate", "a").Output;
        text.ShouldContain("$Env:CONDA_PREFIX = '@/root/envs/a'\n");
        text.ShouldContain("$Env:MODE = 'it''s $HOME \"a\"'\n");
    }

    [Fact]
    public void Init_adds_one_block_and_takes_it_away_again()
    {
        using var machine = new Machine().File("home/.bashrc", "alias x=y");
        machine.Run("init", "bash").Status.ShouldBe(0);
        var once = File.ReadAllText(machine.Folder["home/.bashrc"]);
        once.ShouldStartWith("alias x=y\n# >>> tare initialize >>>\n");
        machine.Run("init", "bash").Status.ShouldBe(0);
        File.ReadAllText(machine.Folder["home/.bashrc"]).ShouldBe(once);
        machine.Run("init", "--reverse").Status.ShouldBe(0);
        File.ReadAllText(machine.Folder["home/.bashrc"]).ShouldBe("alias x=y\n");
    }

    [Fact]
    public void A_dry_run_of_init_writes_nothing()
    {
        using var machine = new Machine();
        machine.Run("init", "zsh", "--dry-run").Error.ShouldContain("@/home/.zshrc");
        File.Exists(machine.Folder["home/.zshrc"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData(2, "needs a shell that was prepared", "activate", "a")]
    [InlineData(2, "is not a shell that is known", "shell", "hook", "cmd.exe")]
    [InlineData(1, "Not a conda environment", "run", "-n", "nope", "true")]
    [InlineData(2, "is not a folder", "run", "-n", "a", "--cwd", "/nowhere", "true")]
    public void What_cannot_be_done_is_said(int status, string message, params string[] words)
    {
        using var machine = Prepared();
        var answer = machine.Run(words);
        answer.Status.ShouldBe(status);
        answer.Error.ShouldContain(message);
    }
}
