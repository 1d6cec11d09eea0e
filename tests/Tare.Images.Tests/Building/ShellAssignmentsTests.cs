using CsCheck;
using Tare.Images.Building;

namespace Tare.Images.Tests.Building;

public sealed class ShellAssignmentsTests
{
    private static readonly Dictionary<string, string> Known = new() { ["CONDA_PREFIX"] = "/e", ["PATH"] = "/bin" };

    [Theory]
    [InlineData("export X=1", "X=1")]
    [InlineData("export X='a b $Y'", "X=a b $Y")]
    [InlineData("export X=\"${CONDA_PREFIX}/x\" ", "X=/e/x")]
    [InlineData("# a remark\n\nY=$CONDA_PREFIX/y\nexport Y;", "Y=/e/y")]
    [InlineData("PATH=$CONDA_PREFIX/sbin:$PATH", "PATH=/e/sbin:/bin")]
    [InlineData("HERE=1", "")]
    public void Scripts_that_only_set_variables_are_understood(string script, string expected)
    {
        ShellAssignments.TryRead(script, Known, out var exported).ShouldBeTrue();
        string.Join(' ', exported.Select(e => $"{e.Key}={e.Value}")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("export X=$(uname)")]
    [InlineData("export X=`uname`")]
    [InlineData("if true; then export X=1; fi")]
    [InlineData("export X=1; rm -rf /")]
    [InlineData("export X=${Y:-1}")]
    [InlineData("export X=~/x")]
    [InlineData("export X='open")]
    [InlineData("export X=$((1+1))")]
    [InlineData("source other.sh")]
    public void Scripts_that_do_more_are_left_to_a_shell(string script) => ShellAssignments.TryRead(script, Known, out _).ShouldBeFalse();

    [Fact]
    public void Nothing_makes_it_fail() => Gen.String.Sample(text => ShellAssignments.TryRead(text, Known, out _) || true);
}
