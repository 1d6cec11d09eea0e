namespace Tare.Dockerfile.Tests.Rules.Bytes;

public sealed class TD1008Tests() : RuleTest("TD1008")
{
    [Theory]
    [InlineData("FROM a\nCOPY .cache /root/.cache\n")]
    [InlineData("FROM a\nADD --chown=1000 src/__pycache__/ /app/\n")]
    [InlineData("FROM a AS b\nRUN conda install -y c\nFROM d\nCOPY --from=b /opt/conda /opt/conda\n")]
    [InlineData("FROM a AS b\nRUN conda install -y c\nFROM d\nCOPY --from=0 /opt /opt\n")]
    public void A_copied_cache_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nCOPY src /app\n")]
    [InlineData("FROM a AS b\nRUN conda install -y c && conda clean -afy\nFROM d\nCOPY --from=b /opt/conda /opt/conda\n")]
    [InlineData("FROM a AS b\nRUN conda create -y -n e c\nFROM d\nCOPY --from=b /opt/conda/envs/e /opt/conda/envs/e\n")]
    [InlineData("FROM a AS b\nRUN --mount=type=cache,target=/opt/conda/pkgs conda install -y c\nFROM d\nCOPY --from=b /opt/conda /opt/conda\n")]
    public void A_copy_without_a_cache_is_not(string text) => IsSilent(text);
}
