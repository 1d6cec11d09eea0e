namespace Tare.Dockerfile.Tests.Rules.Behaviour;

public sealed class TD3006Tests() : RuleTest("TD3006")
{
    [Theory]
    [InlineData("FROM a\nCOPY . .\nRUN conda env create -f environment.yml\n")]
    [InlineData("FROM a\nADD ./ /app\nRUN pip install -r requirements.txt\n")]
    public void Code_that_is_copied_first_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nCOPY environment.yml .\nRUN conda env create -f environment.yml\nCOPY . .\n")]
    [InlineData("FROM a\nCOPY . .\nRUN pip install .\n")]
    [InlineData("FROM a AS b\nCOPY . .\nFROM c\nRUN pip install -r requirements.txt\n")]
    [InlineData("FROM a\nCOPY --from=b . .\nRUN pip install -r requirements.txt\n")]
    public void Code_that_is_copied_afterwards_is_not(string text) => IsSilent(text);
}
