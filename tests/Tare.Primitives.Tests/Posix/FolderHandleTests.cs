using Tare.Primitives.Posix;
using Tare.Testing;

namespace Tare.Primitives.Tests.Posix;

public sealed class FolderHandleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_folder_that_is_not_there_is_no_exception()
    {
        using var folder = FolderHandle.Open(_folder.Path);
        folder.TryOpenFolder("missing\0"u8, out var inner).ShouldBe(PosixException.NotFound);
        inner.ShouldBeNull();
    }

    [Fact]
    public void A_symbolic_link_is_not_opened_as_a_folder()
    {
        Directory.CreateSymbolicLink(Path.Join(_folder.Path, "link"), "/");
        using var folder = FolderHandle.Open(_folder.Path);
        folder.TryOpenFolder("link\0"u8, out var inner).ShouldBeOneOf(PosixException.LinkLoop, PosixException.NotAFolder);
        inner.ShouldBeNull();
    }

    [Fact]
    public void Making_a_folder_that_is_there_says_so_and_any_other_failure_throws()
    {
        using var folder = FolderHandle.Open(_folder.Path);
        folder.TryMakeFolder("a\0"u8, 0x1ED).ShouldBeTrue();
        folder.TryMakeFolder("a\0"u8, 0x1ED).ShouldBeFalse();
        Should.Throw<PosixException>(() => folder.TryMakeFolder("missing/b\0"u8, 0x1ED)).Errno.ShouldBe(PosixException.NotFound);
    }

    public void Dispose() => _folder.Dispose();
}
