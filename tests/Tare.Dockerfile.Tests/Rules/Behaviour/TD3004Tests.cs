namespace Tare.Dockerfile.Tests.Rules.Behaviour;

public sealed class TD3004Tests() : RuleTest("TD3004")
{
    [Theory]
    [InlineData("FROM a\nRUN conda create -y -n x python\n")]
    [InlineData("FROM a\nRUN conda install -y python numpy=2\n")]
    public void Python_without_a_version_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nRUN conda create -y -n x python=3.12\n")]
    [InlineData("FROM a\nRUN conda create -y -n x 'python>=3.10'\n")]
    [InlineData("FROM a\nRUN conda install -y ipython\n")]
    [InlineData("FROM a\nRUN apt-get install -y python\n")]
    public void Python_with_one_is_not(string text) => IsSilent(text);
}
