namespace Tare.Dockerfile.Tests.Rules.Behaviour;

public sealed class TD3005Tests() : RuleTest("TD3005")
{
    [Theory]
    [InlineData("FROM a\nRUN conda install -y numpy\n")]
    [InlineData("FROM a\nRUN conda env create -f environment.yml\n")]
    [InlineData("FROM a\nRUN conda install -cdefaults numpy\n")]
    [InlineData("FROM a\nRUN mamba create -y -n x python=3.12 numpy\n")]
    public void An_install_that_solves_anew_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nRUN conda install -y numpy=2.1.3\n")]
    [InlineData("FROM a\nRUN conda create -y -n x --file conda-linux-64.lock\n")]
    [InlineData("FROM a\nRUN micromamba create -y -n x -f conda-lock.yml\n")]
    [InlineData("FROM a\nRUN conda install -y $PACKAGES\n")]
    [InlineData("FROM a\nRUN conda install -y /tmp/x.conda\n")]
    [InlineData("FROM a\nRUN conda install --dry-run numpy\n")]
    [InlineData("FROM a\nRUN conda install -yc conda-forge numpy=2.1.3\n")]
    [InlineData("FROM a\nRUN conda create -yn x -cbioconda numpy=2.1.3\n")]
    [InlineData("FROM a\nRUN <<EOF\ncat >/x <<'A B'\nconda install it's\nA B\nconda install -y numpy=2.1.3\nEOF\n")]
    public void An_install_that_is_fixed_is_not(string text) => IsSilent(text);
}
