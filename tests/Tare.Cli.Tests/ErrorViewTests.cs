using Tare.Cli.Terminals;
using Tare.Cli.Views;

namespace Tare.Cli.Tests;

public sealed class ErrorViewTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_full_disk_is_told_with_what_to_do(bool json)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Action write = () => File.WriteAllText("/dev/full", "x");
        ErrorView.Write(new Terminal(TextReader.Null, output, error), Should.Throw<IOException>(write), json);
        (json ? output : error).ToString().ShouldContain("free some space there");
    }
}
