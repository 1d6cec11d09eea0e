using Tare.Primitives.Files;
using Tare.Testing;

namespace Tare.Primitives.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_file_is_made_and_nothing_else()
    {
        AtomicFile.Write(_folder["new"], "text");
        File.ReadAllText(_folder["new"]).ShouldBe("text");
        Directory.GetFileSystemEntries(_folder.Path).Length.ShouldBe(1);
    }

    [Fact]
    public void A_link_at_the_target_stays_a_link()
    {
        _folder.Write("real", "old");
        File.CreateSymbolicLink(_folder["link"], _folder["real"]);
        AtomicFile.Write(_folder["link"], "new");
        new FileInfo(_folder["link"]).LinkTarget.ShouldBe(_folder["real"]);
        File.ReadAllText(_folder["real"]).ShouldBe("new");
    }

    [Fact]
    public void The_mode_of_a_file_that_is_replaced_is_kept()
    {
        var path = _folder.Write("file", "old");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        AtomicFile.Write(path, "new");
        File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
