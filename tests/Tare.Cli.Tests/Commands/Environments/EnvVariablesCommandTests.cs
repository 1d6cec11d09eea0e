namespace Tare.Cli.Tests.Commands.Environments;

public sealed class EnvVariablesCommandTests
{
    private static Machine Science() => new Machine()
        .File("root/envs/e/conda-meta/history", "")
        .File("root/envs/e/conda-meta/state", """{"other":7,"env_vars":{"A":"1"}}""");

    [Fact]
    public void What_is_set_is_listed_and_the_rest_of_the_state_stays()
    {
        using var machine = Science();
        machine.Run("env", "config", "vars", "set", "-n", "e", "B=x=y", "A=2").Status.ShouldBe(0);
        machine.Run("env", "config", "vars", "list", "-n", "e").Lines.ShouldBe(["A = 2", "B = x=y"]);
        File.ReadAllText(machine.Folder["root/envs/e/conda-meta/state"]).ShouldContain("\"other\": 7");
    }

    [Fact]
    public void What_is_unset_is_marked_for_activation_and_not_listed()
    {
        using var machine = Science();
        machine.Run("env", "config", "vars", "unset", "-n", "e", "A", "UNKNOWN").Status.ShouldBe(0);
        machine.Run("env", "config", "vars", "list", "-n", "e", "--json").Json.EnumerateObject().ShouldBeEmpty();
        File.ReadAllText(machine.Folder["root/envs/e/conda-meta/state"]).ShouldBe("{\n  \"other\": 7,\n  \"env_vars\": {\n    \"A\": \"***unset***\"\n  }\n}");
    }

    [Theory]
    [InlineData("A")]
    [InlineData("=1")]
    [InlineData("1A=1")]
    [InlineData("A;B=1")]
    [InlineData("PATH=/bin")]
    public void A_name_that_activation_would_leave_out_is_refused(string word)
    {
        using var machine = Science();
        machine.Run("env", "config", "vars", "set", "-n", "e", "GOOD=1", word).Status.ShouldBe(2);
        machine.Run("env", "config", "vars", "list", "-n", "e").Lines.ShouldBe(["A = 1"]);
    }

    [Fact]
    public void A_damaged_state_is_an_error_and_stays_as_it_is()
    {
        using var machine = Science().File("root/envs/e/conda-meta/state", "{");
        machine.Run("env", "config", "vars", "set", "-n", "e", "A=1").Status.ShouldBe(1);
        File.ReadAllText(machine.Folder["root/envs/e/conda-meta/state"]).ShouldBe("{");
    }
}
