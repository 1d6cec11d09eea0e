using System.Text.RegularExpressions;
using Tare.Testing;
using Tare.Testing.Processes;

namespace Tare.Cli.Tests.Commands;

/// <summary>The GitHub Action and the pre-commit hooks that the repository offers, run as those run them.</summary>
public sealed class LintIntegrationTests : IDisposable
{
    private readonly Machine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("", "", "--format github --fail-level warning")]
    [InlineData(".", "", "--format github --fail-level warning .")]
    [InlineData("a b\n\nc\n", "", "--format github --fail-level warning a b c")]
    [InlineData(".", "report.sarif", "--format github --fail-level warning .")]
    public void The_action_hands_its_inputs_to_the_command(string paths, string output, string words)
    {
        var bin = _machine.Folder["bin"];
        _machine.File("bin/tare", "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$*\"\nexit 1\n");
        File.SetUnixFileMode(_machine.Folder["bin/tare"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        string[] inputs = [$"TARE_PATH={paths}", "TARE_LEVEL=warning", "TARE_FORMAT=github", $"TARE_OUTPUT={output}"];
        var result = Tool.Try("env", ["-C", bin, $"PATH={bin}:/usr/bin:/bin", .. inputs, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", ActionScript()]);
        var said = output.Length > 0 ? File.ReadAllText(_machine.Folder["bin/" + output]) : result.Output;
        var count = 5 + paths.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        said.ShouldBe($"{count}\nlint {words}\n", result.Error);
        result.ExitCode.ShouldBe(1, "the step fails where the command does");
    }

    [Fact]
    public void Every_input_of_the_action_reaches_its_script()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "action.yml"));
        var inputs = text[..text.IndexOf("runs:", StringComparison.Ordinal)].Split('\n').Where(l => l.StartsWith("  ", StringComparison.Ordinal) && l[2] != ' ').Select(l => l.Trim(' ', ':')).ToArray();
        inputs.Length.ShouldBeGreaterThan(3);
        foreach (var input in inputs)
        {
            var variable = text.Split('\n').Single(l => l.EndsWith($": ${{{{ inputs.{input} }}}}", StringComparison.Ordinal)).Trim().Split(':')[0];
            ActionScript().Replace("{", "", StringComparison.Ordinal).ShouldContain("$" + variable);
        }
    }

    [Fact]
    public void The_hooks_take_the_files_that_they_ask_for()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, ".pre-commit-hooks.yaml"));
        var files = new Regex(Values(text, "files: &files ").Single(), RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        string[] names = ["Dockerfile", "a/Dockerfile.dev", "b/gpu.Dockerfile", "a/environment-dev.yaml", "Dockerfile.dockerignore", "Dockerfile.j2", "a/environment.md", "docs/Dockerfiles.md"];
        string[] chosen = [.. names.Where(n => files.IsMatch(n))];
        chosen.ShouldBe(names[..4]);
        foreach (var name in chosen)
        {
            _machine.File(name, name.EndsWith("yaml", StringComparison.Ordinal) ? "name: a\ndependencies:\n- conda-forge::b=1\nprefix: /x\n" : "FROM a:1\nRUN conda install b\n");
        }

        var entries = Values(text, "entry: tare ").Select(e => e.Split(' ')).ToArray();
        entries.Length.ShouldBe(2);
        _machine.Run([.. entries[0], .. chosen]).Status.ShouldBe(1);
        _machine.Run([.. entries[1], .. chosen]).Status.ShouldBe(0);
        File.ReadAllText(_machine.Folder["a/Dockerfile.dev"]).ShouldBe("FROM a:1\nRUN conda install -y b && conda clean -afy\n");
        File.ReadAllText(_machine.Folder["a/environment-dev.yaml"]).ShouldNotContain("prefix");
    }

    private static IEnumerable<string> Values(string text, string key) =>
        text.Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith(key, StringComparison.Ordinal)).Select(l => l[key.Length..]);

    // The block behind `run: |`, without its indent.
    private static string ActionScript()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "action.yml"));
        var block = text[(text.IndexOf("run: |\n", StringComparison.Ordinal) + "run: |\n".Length)..];
        return string.Join('\n', block.Split('\n').Select(l => l.TrimStart()));
    }
}
