using Tare.Dockerfile.EnvironmentFiles;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Tests.EnvironmentFiles;

public sealed class EnvironmentTextReaderTests
{
    // Found by `./dev fuzz`: the scanner's own state is wrong behind it.
    private const string Broken =
        "Y2hhbm5lbHM6IFsiZGVmYXVsdHMiLCBjb25kYS1mb3JnZV0KZGVwZW5kZW5jaWVzOiBbYT0xPWgxXzAsIHtwaXA6IAAANTVdCnByZWZpeDIwMGZvcmdlXQpkZXBlbmRlbmNpZXM6IFthPTFlbmRl"
        + "bmNpZXM6IFthPTE9aDFfMCwge3BpcDpyZ2VdCmRlcP//ZGVuY2llcyBbYl19XQpwcmVmaXg6IHwKcoxlXeBkZXD//2RlbmNpZXMgIC94CjogfAogIC94Cg==";

    [Fact]
    public void What_upsets_the_scanner_is_a_diagnostic() =>
        EnvironmentTextReader.Read(SourceText.From(Convert.FromBase64String(Broken))).Diagnostics.ShouldHaveSingleItem().Message.ShouldStartWith("this is not YAML");

    [Fact]
    public void What_stands_before_a_mistake_is_read()
    {
        var text = EnvironmentTextReader.Read(SourceText.From("channels: [a]\ndependencies: [b\n  - c: {\n"));
        text.Channels.ShouldHaveSingleItem();
        text.Diagnostics.ShouldHaveSingleItem();
    }
}
