namespace Tare.Dockerfile.Tests.Rules.Breaks;

public sealed class TD2009Tests() : RuleTest("TD2009")
{
    [Theory]
    [InlineData("FROM a AS b\nFROM c\nCOPY --from=b /opt/conda/envs/x /env\n")]
    [InlineData("FROM a AS b\nFROM c\nCOPY --from=b /opt/conda/ /usr/local/conda/\n")]
    public void An_environment_that_moves_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a AS b\nFROM c\nCOPY --from=b /opt/conda/envs/x /opt/conda/envs/x/\n")]
    [InlineData("FROM a AS b\nFROM c\nCOPY --from=b /app /srv/app\n")]
    [InlineData("FROM a AS b\nFROM c\nCOPY --from=b $SRC $DST\n")]
    [InlineData("FROM a AS b\nFROM c\nCOPY --from=b /opt/conda/envs/x /venv\nRUN /venv/bin/conda-unpack\n")]
    [InlineData("FROM a AS b\nFROM c\nCOPY --from=b /opt/conda/envs/x/bin/tool /usr/local/bin/tool\n")]
    public void An_environment_that_stays_is_not(string text) => IsSilent(text);
}
