using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Dockerfiles;

public sealed class StandardStreamTests
{
    [Theory]
    [InlineData(@"\357\273\277FROM a\r\nRUN conda install b\r\n", @"\357\273\277FROM a\r\nRUN conda install -y b\r\n", "a byte order mark and CR LF")]
    [InlineData(@"# \351\nFROM a\nRUN conda install b", @"# \351\nFROM a\nRUN conda install -y b", "Latin-1, and no line end at the end")]
    public void What_passes_through_keeps_every_byte_that_no_repair_names(string input, string output, string because)
    {
        Assert.SkipUnless(File.Exists(TareBinary.Path), TareBinary.Missing);
        var script = $"printf '{input}' | {TareBinary.Path} dockerfile fix --write --select TD2011 - | od -An -tx1";
        Tool.Run("sh", "-c", script).ShouldBe(Tool.Run("sh", "-c", $"printf '{output}' | od -An -tx1"), because);
    }
}
