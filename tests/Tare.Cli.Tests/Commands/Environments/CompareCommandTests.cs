namespace Tare.Cli.Tests.Commands.Environments;

public sealed class CompareCommandTests
{
    private static Machine With(string dependencies) => new Machine()
        .File("root/envs/e/conda-meta/history", "")
        .Package("root/envs/e", "zlib", "1.2")
        .File("environment.yml", $"dependencies: [{dependencies}]\n");

    [Fact]
    public void An_environment_that_holds_what_the_file_asks_for_is_a_success()
    {
        using var machine = With("zlib=1.2=0");
        var answer = machine.Run("compare", "-n", "e", "environment.yml");
        answer.Status.ShouldBe(0, answer.Error);
        answer.Output.ShouldStartWith("Success.");
    }

    [Fact]
    public void Differences_are_named_and_fail()
    {
        using var machine = With("zlib=1.3, numpy");
        var answer = machine.Run("compare", "-n", "e", "environment.yml");
        answer.Status.ShouldBe(1);
        answer.Lines.ShouldBe(["zlib found but mismatch. Specification pkg: zlib=1.3, Running pkg: zlib=1.2=0", "numpy not found"]);
    }

    [Theory]
    [InlineData("flask", 0)]
    [InlineData("Flask[async] == 2.0", 0)]
    [InlineData("flask>=2,<3; python_version > '3'", 0)]
    [InlineData("flask==3.0", 1)]
    [InlineData("other", 1)]
    [InlineData("other; sys_platform == 'win32'", 0)]
    [InlineData("-r requirements.txt", 0)]
    public void Pip_packages_are_compared_too(string requirement, int status)
    {
        using var machine = With($"zlib, {{pip: [\"{requirement}\"]}}")
            .Package("root/envs/e", "python", "3.12.1")
            .File("root/envs/e/lib/python3.12/site-packages/flask-2.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: Flask\nVersion: 2.0\n");
        var answer = machine.Run("compare", "-n", "e", "environment.yml");
        answer.Status.ShouldBe(status, answer.Output + answer.Error);
    }

    [Fact]
    public void Json_is_a_list_of_the_differences()
    {
        using var machine = With("numpy");
        machine.Run("compare", "-n", "e", "environment.yml", "--json").Json.EnumerateArray().Select(l => l.GetString()).ShouldBe(["numpy not found"]);
    }
}
