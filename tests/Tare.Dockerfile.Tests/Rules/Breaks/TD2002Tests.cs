namespace Tare.Dockerfile.Tests.Rules.Breaks;

public sealed class TD2002Tests() : RuleTest("TD2002")
{
    [Theory]
    [InlineData("FROM a\nSHELL [\"conda\", \"run\", \"-n\", \"x\", \"bash\", \"-c\"]\nCMD [\"x\"]\n")]
    [InlineData("FROM a\nRUN x\nSHELL [\"/opt/conda/bin/conda\", \"run\", \"--no-capture-output\", \"-n\", \"x\", \"bash\", \"-c\"]\n")]
    public void A_SHELL_that_nothing_uses_is_found(string text) => Finds(text);

    [Fact]
    public void A_SHELL_that_holds_the_output_back_is_found() => Finds("FROM a\nSHELL [\"conda\", \"run\", \"-n\", \"x\", \"bash\", \"-c\"]\nRUN y\n");

    [Theory]
    [InlineData("FROM a\nSHELL [\"conda\", \"run\", \"--no-capture-output\", \"-n\", \"x\", \"bash\", \"-c\"]\nRUN y\n")]
    [InlineData("FROM a\nSHELL [\"conda\", \"run\", \"--live-stream\", \"-n\", \"x\", \"bash\", \"-c\"]\nCMD y\n")]
    [InlineData("FROM a AS b\nSHELL [\"conda\", \"run\", \"-s\", \"-n\", \"x\", \"bash\", \"-c\"]\nFROM b\nRUN y\n")]
    [InlineData("FROM a\nSHELL [\"/bin/bash\", \"-c\"]\n")]
    [InlineData("FROM a\nSHELL [\"micromamba\", \"run\", \"-n\", \"x\", \"bash\", \"-c\"]\nRUN y\n")]
    [InlineData("FROM a\nSHELL [\"conda\", \"run\", \"-s\", \"-n\", \"x\", \"bash\", \"-c\"]\nHEALTHCHECK CMD y\nCMD [\"x\"]\n")]
    [InlineData("FROM a\nSHELL [\"conda\", \"run\", \"-s\", \"-n\", \"x\", \"bash\", \"-c\"]\nONBUILD RUN y\n")]
    public void A_SHELL_that_is_used_and_shows_the_output_is_not(string text) => IsSilent(text);

    [Fact]
    public void The_repair_takes_a_useless_one_out() => Repairs(
        "FROM a\nSHELL [\"conda\", \"run\", \"-n\", \"x\", \"bash\", \"-c\"]\nCMD [\"x\"]\n",
        "FROM a\nCMD [\"x\"]\n");

    [Fact]
    public void In_an_image_for_others_to_build_on_it_is_not_taken_out_for_sure()
    {
        const string text = "FROM a\nRUN b\nSHELL [\"conda\", \"run\", \"-n\", \"x\", \"bash\", \"-c\"]\n";
        Repairs(text, "FROM a\nRUN b\n", isUnsafe: true);
        IsNotSure(text);
    }

    [Fact]
    public void The_repair_lets_the_output_through() => Repairs(
        "FROM a\nSHELL [\"conda\", \"run\", \"-n\", \"x\", \"bash\", \"-c\"]\nRUN y\n",
        "FROM a\nSHELL [\"conda\", \"run\", \"--no-capture-output\", \"-n\", \"x\", \"bash\", \"-c\"]\nRUN y\n");
}
