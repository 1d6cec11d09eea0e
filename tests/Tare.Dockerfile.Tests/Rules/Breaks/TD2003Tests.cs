namespace Tare.Dockerfile.Tests.Rules.Breaks;

public sealed class TD2003Tests() : RuleTest("TD2003")
{
    [Theory]
    [InlineData("FROM a\nENV A=/x PATH=$A/bin:$PATH\n")]
    [InlineData("FROM a\nENV A=/x \\\n    B=${A:-y}\n")]
    [InlineData("FROM a\nENV A=/x\nENV A=/y B=$A\n")]
    public void A_variable_used_where_it_is_set_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nENV A=/x\nENV B=$A\n")]
    [InlineData("FROM a\nENV PATH=/x:$PATH\n")]
    [InlineData("FROM a\nENV A=/x B=\\$A\n")]
    [InlineData("FROM a\nENV A=/x\nENV A=/x B=$A\n")]
    [InlineData("FROM a\nENV A=/x AB=$ABC\n")]
    [InlineData("FROM a\nENV A=/x B='$A'\n")]
    public void A_variable_that_is_set_before_is_not(string text) => IsSilent(text);

    [Fact]
    public void The_repair_writes_the_value() => Repairs(
        "FROM a\nENV A=/x \\\n    B=\"${A}/b:$A\"\n",
        "FROM a\nENV A=/x \\\n    B=\"/x/b:/x\"\n");

    [Theory]
    [InlineData("FROM a\nENV A=/x\nENV A=/y B=$A\n")]
    [InlineData("FROM a\nARG A\nENV A=/y B=$A\n")]
    [InlineData("FROM a\nENV LANG=C LC=$LANG\n")]
    public void Where_the_old_value_may_be_meant_the_repair_is_not_sure(string text) => IsNotSure(text);

    [Fact]
    public void A_value_with_variables_of_its_own_is_left_alone() => HasNoRepair("FROM a\nENV A=$X/x B=$A\n");

    [Theory]
    [InlineData("FROM a\nENV A=1 B=\\$A:$A\n")]
    [InlineData("FROM a\nENV A=1 B='$A':$A\n")]
    public void A_reference_beside_one_that_is_none_is_not_repaired(string text) => HasNoRepair(text);
}
