namespace Tare.Dockerfile.Tests.Rules.Behaviour;

public sealed class TD3010Tests() : RuleTest("TD3010")
{
    [Theory]
    [InlineData("FROM a\nRUN conda install -y numpy\nRUN pip install numpy==2\n")]
    [InlineData("FROM a\nRUN pip install numpy\nRUN conda install -y numpy\n")]
    [InlineData("FROM a\nRUN conda install -y pytorch && pip install torch\n")]
    [InlineData("FROM a\nRUN conda create -y -n x numpy && conda run -n x pip install numpy\n")]
    public void A_package_from_both_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nRUN conda install -y numpy\nRUN pip install pandas\n")]
    [InlineData("FROM a\nRUN conda install -y pip && pip install --upgrade pip setuptools\n")]
    [InlineData("FROM a AS b\nRUN conda install -y numpy\nFROM c\nRUN pip install numpy\n")]
    public void A_package_from_one_is_not(string text) => IsSilent(text);

    [Theory]
    [InlineData("FROM a\nRUN conda create -y -n x numpy\nRUN pip install numpy\n")]
    [InlineData("FROM a\nRUN conda install -y numpy && /opt/conda/envs/x/bin/pip install numpy\n")]
    [InlineData("FROM a\nRUN conda create -y -n x numpy && . activate y && pip install numpy\n")]
    public void A_package_in_two_environments_is_not(string text) => IsSilent(text);
}
