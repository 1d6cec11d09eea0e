using Tare.Primitives;
using Tare.Testing.Packages;

namespace Tare.Testing.Tests.Packages;

public sealed class PackageArchiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(".conda")]
    [InlineData(".tar.bz2")]
    public void What_is_packed_comes_out_again(string extension)
    {
        var package = new TestPackage("tool") { Links = { ["bin/alias"] = "tool" } }
            .With("bin/tool", "#!/bin/sh\necho hi\n").With("share/" + new string('n', 180) + "/file", "deep");
        package.WriteTo(_folder["in"]);
        var archive = _folder["tool-1.0-0" + extension];
        PackageArchive.Write(_folder["in"], archive);
        PackageExtraction.Extract(archive, _folder["out"]);

        InfoFolder.PayloadOf(_folder["out"]).ShouldBe(InfoFolder.PayloadOf(_folder["in"]));
        new FileInfo(_folder["out", "bin", "alias"]).LinkTarget.ShouldBe("tool");
        File.GetUnixFileMode(_folder["out", "bin", "tool"]).ShouldBe((UnixFileMode)0b111_101_101);
        File.ReadAllText(_folder["out", "info", "files"]).ShouldStartWith("bin/alias\nbin/tool\n");
    }

    [Theory]
    [InlineData(".conda")]
    [InlineData(".tar.bz2")]
    public void The_same_folder_gives_the_same_bytes(string extension)
    {
        new TestPackage("tool").WithFiles(20, 1000).WriteTo(_folder["in"]);
        PackageArchive.Write(_folder["in"], _folder["a", "tool-1.0-0" + extension]);
        PackageArchive.Write(_folder["in"], _folder["b", "tool-1.0-0" + extension]);
        Digest.Of(File.ReadAllBytes(_folder["a", "tool-1.0-0" + extension]))
            .ShouldBe(Digest.Of(File.ReadAllBytes(_folder["b", "tool-1.0-0" + extension])));
    }
}
