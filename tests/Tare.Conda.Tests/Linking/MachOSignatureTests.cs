using CsCheck;
using Tare.Conda.Linking;
using Tare.Testing;
using Tare.Testing.Processes;

namespace Tare.Conda.Tests.Linking;

/// <summary>The linker of Go signs programs for macOS as Apple's does, on any machine.</summary>
public sealed class MachOSignatureTests : IDisposable
{
    private const string Built = "/opt/placehold_placehold_placehold/share";
    private const string Other = "/opt/elsewhere/placehold_placehold/share";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("arm64")]
    [InlineData("amd64")]
    public void A_changed_program_has_the_signature_that_the_linker_gives_it(string processor)
    {
        Assert.SkipUnless(Tool.Exists("go"), "needs go, whose linker signs programs for macOS");
        var (built, expected) = (Build(processor, Built), Build(processor, Other));
        Exchange(built, Built, Other);
        if (processor == "arm64")
        {
            built.ShouldNotBe(expected, "a signature that is not renewed is not that of the new content");
        }

        MachOSignature.Renew(built);
        built.ShouldBe(expected);
    }

    [Fact]
    public void Any_bytes_are_left_in_peace()
    {
        byte[][] starts = [[0xCF, 0xFA, 0xED, 0xFE], [0xCA, 0xFE, 0xBA, 0xBE], [0x7F, 0x45, 0x4C, 0x46]];
        Gen.Select(Gen.Int[0, 2], Gen.Byte.Array[0, 200]).Sample((start, rest) =>
        {
            byte[] content = [.. starts[start], .. rest];
            MachOSignature.Renew(content);
        });
    }

    private byte[] Build(string processor, string text)
    {
        _folder.Write("p.go", $"package main\n\nvar s = \"{text}\"\n\nfunc main() {{ println(s) }}\n");
        Tool.Run(
            "env", $"HOME={_folder.Path}", $"GOCACHE={_folder["cache"]}", "GOOS=darwin", $"GOARCH={processor}", "CGO_ENABLED=0", "GOFLAGS=-trimpath",
            "go", "build", "-ldflags=-buildid=", "-o", _folder["p"], _folder["p.go"]);
        return File.ReadAllBytes(_folder["p"]);
    }

    private static void Exchange(Span<byte> content, string from, string to)
    {
        var (old, text) = (System.Text.Encoding.UTF8.GetBytes(from), System.Text.Encoding.UTF8.GetBytes(to));
        text.Length.ShouldBe(old.Length);
        for (var next = content.IndexOf(old); next >= 0; next = content.IndexOf(old))
        {
            text.CopyTo(content[next..]);
        }
    }
}
