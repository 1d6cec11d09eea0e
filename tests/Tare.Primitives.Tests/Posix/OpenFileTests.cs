using Tare.Primitives.Posix;
using Tare.Testing;

namespace Tare.Primitives.Tests.Posix;

public sealed class OpenFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_is_appended_stands_behind_what_was_there()
    {
        using var folder = FolderHandle.Open(_folder.Path);
        using (var file = folder.CreateFile("a\0"u8, 0x1A4))
        {
            OpenFile.Append(file, "one "u8).ShouldBe(0);
            OpenFile.Append(file, []).ShouldBe(0);
            OpenFile.Append(file, "two"u8).ShouldBe(0);
        }

        File.ReadAllText(Path.Join(_folder.Path, "a")).ShouldBe("one two");
    }

    [Fact]
    public void A_full_disk_is_told_by_its_error_number()
    {
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        OpenFile.Append(full.SafeFileHandle, "one"u8).ShouldBe(PosixException.DiskFull);
    }

    [Theory]
    [InlineData("2021-03-04T05:06:07.5Z")]
    [InlineData("1960-01-01T00:00:00.25Z")]
    public void The_time_of_the_last_change_is_what_was_set(string text)
    {
        var time = DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        using var folder = FolderHandle.Open(_folder.Path);
        using var file = folder.CreateFile("a\0"u8, 0x1A4);
        OpenFile.SetModified(file, time).ShouldBe(0);
        folder.Status("a\0"u8).Modified.ShouldBe(time);
    }

    public void Dispose() => _folder.Dispose();
}
