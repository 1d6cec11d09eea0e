namespace Tare.Dockerfile.Tests.Rules.Bytes;

public sealed class TD1012Tests() : RuleTest("TD1012")
{
    [Theory]
    [InlineData("FROM a\nRUN apt-get install -y build-essential\nCMD [\"x\"]\n")]
    [InlineData("FROM a\nRUN conda install -y gcc_linux-64\nENTRYPOINT [\"x\"]\n")]
    public void Compilers_in_the_only_stage_are_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a AS b\nRUN apt-get install -y gcc\nFROM c\nCOPY --from=b /x /x\nCMD [\"x\"]\n")]
    [InlineData("FROM a\nRUN apt-get install -y gcc && make && apt-get purge -y gcc\nCMD [\"x\"]\n")]
    [InlineData("FROM a\nRUN apt-get install -y gcc\n")]
    [InlineData("FROM a\nRUN apt-get install -y curl\nCMD [\"x\"]\n")]
    public void Compilers_that_do_not_go_out_are_not(string text) => IsSilent(text);
}
