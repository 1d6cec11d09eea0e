namespace Tare.Dockerfile.Tests.Rules.Bytes;

public sealed class TD1007Tests() : RuleTest("TD1007")
{
    [Theory]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\nRUN chown -R 1000 /opt/conda\n")]
    [InlineData("FROM a\nRUN conda install -y b\nRUN chmod -Rf a+rX \"$CONDA_DIR\"\n")]
    [InlineData("FROM a\nRUN conda install -y b\nRUN chgrp --recursive users /opt\n")]
    [InlineData("FROM a\nRUN conda install -y b\nRUN fix-permissions $CONDA_DIR\n")]
    public void A_recursive_change_of_an_earlier_layer_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nRUN conda install -y b && chown -R 1000 /opt/conda\n")]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\nRUN chown -R 1000 /home/user\n")]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\nRUN chown 1000 /opt/conda\n")]
    public void A_change_of_what_this_layer_writes_is_not(string text) => IsSilent(text);

    [Fact]
    public void Permissions_that_every_install_has_set_right_are_not() => IsSilent("FROM a\nRUN conda install -y b && fix-permissions $CONDA_DIR\nRUN conda install -y c && fix-permissions $CONDA_DIR\n");
}
