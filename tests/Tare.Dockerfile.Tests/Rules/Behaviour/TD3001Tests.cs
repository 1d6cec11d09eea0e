namespace Tare.Dockerfile.Tests.Rules.Behaviour;

public sealed class TD3001Tests() : RuleTest("TD3001")
{
    [Theory]
    [InlineData("FROM a\nCMD [\"conda\", \"run\", \"-n\", \"x\", \"python\", \"a.py\"]\n")]
    [InlineData("FROM a\nENTRYPOINT [\"/opt/conda/bin/conda\", \"run\", \"--no-capture-output\", \"-p\", \"/x\", \"python\"]\n")]
    [InlineData("FROM a\nCMD conda run -n x python a.py\n")]
    public void A_program_behind_conda_run_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("\"run\", \"-n\"", true)]
    [InlineData("\"run\", \"--no-capture-output\", \"-n\"", false)]
    public void That_the_output_is_held_back_is_said_where_it_is(string words, bool isHeldBack) =>
        MessageOf($"FROM a\nCMD [\"conda\", {words}, \"x\", \"python\"]\n").Contains("held back", StringComparison.Ordinal).ShouldBe(isHeldBack);

    [Theory]
    [InlineData("FROM a\nCMD [\"python\", \"run\"]\n")]
    [InlineData("FROM a\nCMD [\"conda\", \"info\"]\n")]
    [InlineData("FROM a AS b\nCMD [\"conda\", \"run\", \"-n\", \"x\", \"y\"]\nFROM c\nCMD [\"y\"]\n")]
    [InlineData("FROM a\nCMD [\"tare\", \"run\", \"-n\", \"x\", \"python\"]\n")]
    public void A_program_that_is_started_itself_is_not(string text) => IsSilent(text);

    [Fact]
    public void The_repair_becomes_the_program() => Repairs(
        "FROM a\nCMD [\"conda\", \"run\", \"-n\", \"x\", \"python\", \"a b.py\"]\n",
        "FROM a\nCMD [\"/bin/bash\", \"-c\", \". \\\"$(conda info --base)/etc/profile.d/conda.sh\\\" && conda activate x && exec \\\"$@\\\"\", \"bash\", \"python\", \"a b.py\"]\n");

    [Fact]
    public void An_entry_point_takes_the_program_from_CMD() => Repairs(
        "FROM a\nENTRYPOINT [\"/opt/conda/bin/conda\", \"run\", \"-n\", \"x\"]\nCMD [\"python\"]\n",
        "FROM a\nENTRYPOINT [\"/bin/bash\", \"-c\", \". \\\"$(/opt/conda/bin/conda info --base)/etc/profile.d/conda.sh\\\" && conda activate x && exec \\\"$@\\\"\", \"bash\"]\nCMD [\"python\"]\n");

    [Theory]
    [InlineData("FROM a\nCMD [\"mamba\", \"run\", \"-n\", \"x\", \"python\"]\n")]
    [InlineData("FROM a\nCMD [\"conda\", \"run\", \"-n\", \"$X\", \"python\"]\n")]
    [InlineData("FROM a\nCMD [\"conda\", \"run\", \"-p\", \"/a b\", \"python\"]\n")]
    public void What_a_shell_would_read_in_another_way_is_not_written_for_one(string text) => HasNoRepair(text);

    [Fact]
    public void Where_the_environment_is_not_named_nothing_is_guessed() => HasNoRepair("FROM a\nCMD [\"conda\", \"run\", \"python\", \"a.py\"]\n");
}
