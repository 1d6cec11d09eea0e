namespace Tare.Dockerfile.Tests.Rules.Behaviour;

public sealed class TD3007Tests() : RuleTest("TD3007")
{
    [Theory]
    [InlineData("FROM a\nENV API_KEY=abc\n")]
    [InlineData("FROM a\nARG GITHUB_TOKEN\n")]
    [InlineData("FROM a\nRUN conda install -y -c https://host/t/abc-123/channel b\n")]
    [InlineData("FROM a\nRUN pip install --index-url https://user:pw@host/simple b\n")]
    [InlineData("FROM a\nENV PIP_EXTRA_INDEX_URL=https://user:pw@host/simple\n")]
    public void A_secret_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nENV TOKENIZERS_PARALLELISM=false\n")]
    [InlineData("FROM a\nENV PASSWORD_FILE=/run/secrets/p\n")]
    [InlineData("FROM a\nENV API_KEY=\"\"\n")]
    [InlineData("FROM a\nRUN pip install --index-url https://host/simple b\n")]
    [InlineData("FROM a\nRUN conda install -y -c https://$USER:$TOKEN@host/channel b\n")]
    [InlineData("FROM a\nENV KEYBOARD=us\n")]
    [InlineData("FROM a\nRUN --mount=type=secret,id=t TOKEN=$(cat /run/secrets/t) && pip install --index-url https://user:$TOKEN@host/simple b\n")]
    public void What_only_sounds_like_one_is_not(string text) => IsSilent(text);
}
