namespace Tare.Dockerfile.Tests.Rules.Bytes;

public sealed class TD1006Tests() : RuleTest("TD1006")
{
    [Theory]
    [InlineData("FROM a\nRUN apt-get update && apt-get install -y b\n")]
    [InlineData("FROM a\nRUN sudo apt-get -qq update\n")]
    [InlineData("FROM a\nRUN rm -rf /var/lib/apt/lists/* && apt update\n")]
    [InlineData("FROM a\nRUN apt-get update && apt-get clean\n")]
    public void Lists_that_stay_are_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nRUN apt-get update && apt-get install -y b && rm -rf /var/lib/apt/lists/*\n")]
    [InlineData("FROM a\nRUN apt-get update && find /var/lib/apt/lists -delete\n")]
    [InlineData("FROM a\nRUN --mount=type=cache,target=/var/lib/apt apt-get update\n")]
    [InlineData("FROM a\nRUN --mount=type=tmpfs,target=/var/lib/apt/lists apt-get update\n")]
    public void Lists_that_go_are_not(string text) => IsSilent(text);

    [Fact]
    public void Another_program_that_updates_is_not() => IsSilent("FROM a\nRUN conda update -y b && git submodule update\n");

    [Fact]
    public void The_repair_removes_them_as_the_user_who_fetched_them() => Repairs(
        "FROM a\nRUN sudo apt-get update\n",
        "FROM a\nRUN sudo apt-get update && sudo rm -rf /var/lib/apt/lists/*\n");
}
