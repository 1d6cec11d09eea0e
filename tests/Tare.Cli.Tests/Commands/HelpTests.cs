using System.Text.RegularExpressions;

namespace Tare.Cli.Tests.Commands;

public sealed class HelpTests : IDisposable
{
    private readonly Machine _machine = new();

    public static TheoryData<string> Commands =>
    [
        "", "clean", "list", "info", "create", "search", "install", "update", "remove", "rename", "export", "doctor", "compare", "env", "env list", "env create", "env update",
        "env remove", "env export", "env config", "env config vars", "env config vars list", "env config vars set", "env config vars unset", "run", "activate", "deactivate", "shell",
        "shell hook", "init", "notices", "config", "image", "image inspect", "image compare", "image ls", "image build", "image slim", "image copy", "image tags", "lint", "dockerfile",
        "dockerfile lint", "dockerfile fix", "dockerfile init", "package", "package extract", "package info", "package create",
    ];

    public void Dispose() => _machine.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_has_a_help_with_an_example_and_no_option_twice(string command)
    {
        var answer = _machine.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        answer.Status.ShouldBe(0, answer.Error);
        answer.Output.ShouldMatch($"(?m)^ {{4}}(eval \"\\$\\()?tare( {Regex.Escape(command)})?\\b");
        var options = Regex.Matches(answer.Output, @"(?m)^ {2}(-[^<\n]*?)( <| {2,})").SelectMany(m => m.Groups[1].Value.Split(", ")).ToList();
        options.ShouldBeUnique();
        options.ShouldContain("--help");
    }

    [Fact]
    public void A_list_of_commands_has_a_line_for_each()
    {
        foreach (var group in (string[])["env", "image", "dockerfile", "package"])
        {
            var list = _machine.Run(group, "--help").Output.Split("Commands:\n")[1].TrimEnd('\n');
            list.Split('\n').ShouldAllBe(l => Regex.IsMatch(l, @"^ {2}[a-z]+.* {2,}[A-Z].*[^.]$"));
        }
    }

    [Fact]
    public void Help_that_a_shell_would_evaluate_goes_to_the_screen()
    {
        var answer = _machine.Run("shell.posix", "activate", "--help");

        answer.Status.ShouldBe(0);
        answer.Output.ShouldBeEmpty();
        answer.Error.ShouldContain("Enter an environment");
    }
}
