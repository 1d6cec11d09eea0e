using Tare.Conda.Linking;

namespace Tare.Conda.Tests.Linking;

public sealed class EntryPointTests
{
    [Theory]
    [InlineData("pip = pip._internal.cli.main:main", "pip", "pip._internal.cli.main", "main")]
    [InlineData("a=b:c.d [extra]", "a", "b", "c.d")]
    public void An_entry_point_is_read(string text, string command, string module, string function) =>
        EntryPoint.Parse(text).ShouldBe(new EntryPoint(command, module, function));

    [Theory]
    [InlineData("../../etc/x = a:b", "climbs out of bin")]
    [InlineData("x = a", "no function")]
    [InlineData("x", "no module")]
    [InlineData("x = a:b\nimport os", "a second line of Python")]
    [InlineData(".. = a:b", "no file name")]
    public void What_is_not_an_entry_point_is_refused(string text, string because) =>
        Should.Throw<LinkException>(() => EntryPoint.Parse(text), because);

    [Fact]
    public void The_script_starts_with_the_interpreter_of_the_environment()
    {
        var script = System.Text.Encoding.UTF8.GetString(EntryPoint.Parse("x = a.b:c.d").Script("/env", PythonTarget.From("3.12.4", null)));
        script.ShouldStartWith("#!/env/bin/python3.12\n");
        script.ShouldContain("from a.b import c\n");
        script.ShouldContain("sys.exit(c.d())");
    }
}
