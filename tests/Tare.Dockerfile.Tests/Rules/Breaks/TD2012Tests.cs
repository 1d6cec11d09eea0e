namespace Tare.Dockerfile.Tests.Rules.Breaks;

public sealed class TD2012Tests() : RuleTest("TD2012")
{
    [Theory]
    [InlineData("FROM a\nRUN conda init bash\nCMD [\"python\", \"app.py\"]\n")]
    [InlineData("FROM a\nRUN conda init && x\nENTRYPOINT python app.py\n")]
    public void An_init_that_nothing_reads_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nRUN conda init bash\nCMD [\"/bin/bash\"]\n")]
    [InlineData("FROM a\nRUN conda init zsh\nCMD [\"/usr/sbin/sshd\", \"-D\"]\n")]
    [InlineData("FROM a\nRUN conda init bash\nSHELL [\"/bin/bash\", \"-lc\"]\nRUN x\nCMD [\"python\", \"app.py\"]\n")]
    [InlineData("FROM a\nRUN conda init bash\nRUN . ~/.bashrc && x\nCMD [\"python\", \"app.py\"]\n")]
    [InlineData("FROM a\nRUN git init\nCMD [\"python\"]\n")]
    public void An_init_that_a_shell_reads_is_not(string text) => IsSilent(text);

    [Fact]
    public void The_repair_takes_it_out() => Repairs(
        "FROM a\nRUN conda init bash && x\nCMD [\"python\"]\n",
        "FROM a\nRUN x\nCMD [\"python\"]\n",
        isUnsafe: true);
}
