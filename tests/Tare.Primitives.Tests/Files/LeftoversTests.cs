using Tare.Primitives.Files;
using Tare.Primitives.Posix;
using Tare.Testing;
using Tare.Testing.Processes;

namespace Tare.Primitives.Tests.Files;

public sealed class LeftoversTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_scratch_folder_goes_with_its_owner()
    {
        using (var scratch = new ScratchFolder(_folder.Path, "work"))
        {
            File.WriteAllText(Path.Join(scratch.Path, "x"), "x");
        }

        Directory.GetDirectories(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void The_next_removes_what_a_killed_process_left_and_nothing_that_is_in_use()
    {
        var dead = Directory.CreateDirectory(_folder[$"work-{new string('a', 32)}"]).FullName;
        File.WriteAllText(Path.Join(dead, ".lock"), "");
        File.WriteAllText(Path.Join(dead, "layer"), "half");
        var barelyMade = Directory.CreateDirectory(_folder[$"work-{new string('b', 32)}"]).FullName;
        Directory.CreateDirectory(_folder["work-of-mine"]);
        using var alive = new ScratchFolder(_folder.Path, "work");
        using var next = new ScratchFolder(_folder.Path, "work");
        Directory.Exists(dead).ShouldBeFalse();
        Directory.Exists(barelyMade).ShouldBeFalse();
        Directory.Exists(alive.Path).ShouldBeTrue();
        Directory.Exists(_folder["work-of-mine"]).ShouldBeTrue();
    }

    [Fact]
    public void A_folder_that_another_may_be_making_stays()
    {
        var beingMade = Directory.CreateDirectory(_folder[$"work-{new string('b', 32)}"]).FullName;
        using (FolderLock.TryTake(_folder.Path).ShouldNotBeNull())
        {
            FolderLock.TryTake(_folder.Path).ShouldBeNull();
            using var next = new ScratchFolder(_folder.Path, "work");
            Directory.Exists(beingMade).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_new_file_takes_the_place_of_those_that_nobody_writes()
    {
        var empty = _folder.Write($"image.tar.{new string('a', 32)}.partial", "");
        using var written = Leftovers.Supersede(_folder.Path, "image.tar.", ".partial");
        using var next = Leftovers.Supersede(_folder.Path, "image.tar.", ".partial");
        Directory.GetFiles(_folder.Path).ShouldBe([written.Name, next.Name], ignoreOrder: true);
        File.Exists(empty).ShouldBeFalse();
    }

    [Fact]
    public void Files_that_nobody_writes_any_more_go()
    {
        string Named(char letter) => _folder.Write($"image.tar.{new string(letter, 32)}.partial", letter == 'c' ? "" : "half");
        var (dead, written, fresh) = (Named('a'), Named('b'), Named('c'));
        _folder.Write("image.tar.mine.partial", "x");
        using (new FileStream(written, FileMode.Open, FileAccess.Write, FileShare.None))
        {
            Leftovers.RemoveFiles(_folder.Path, "image.tar.", ".partial");
        }

        File.Exists(dead).ShouldBeFalse();
        File.Exists(written).ShouldBeTrue();
        File.Exists(fresh).ShouldBeTrue("it may just have been made");
        File.Exists(_folder["image.tar.mine.partial"]).ShouldBeTrue();
        Leftovers.RemoveFiles(_folder["nowhere"], "a", "b");
    }

    [Fact]
    public void What_another_user_left_in_a_folder_for_all_stays()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can make what is another's");
        var other = Directory.CreateDirectory(_folder[$"work-{new string('a', 32)}"]).FullName;
        Tool.Run("sh", "-c", $"mkfifo '{other}/.lock' && chown -R 65534 '{other}'");
        using var next = new ScratchFolder(_folder.Path, "work");
        Directory.Exists(other).ShouldBeTrue();
    }

    [Fact]
    public void A_pipe_in_the_place_of_a_file_is_not_waited_for()
    {
        Tool.Run("sh", "-c", $"mkfifo '{_folder[$"image.tar.{new string('a', 32)}.partial"]}'");
        Leftovers.RemoveFiles(_folder.Path, "image.tar.", ".partial");
        Directory.GetFileSystemEntries(_folder.Path).ShouldHaveSingleItem();
    }
}
