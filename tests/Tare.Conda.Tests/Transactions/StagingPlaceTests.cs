using Tare.Conda.Transactions;
using Tare.Testing;

namespace Tare.Conda.Tests.Transactions;

public sealed class StagingPlaceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_killed_before_it_locked_its_place_is_taken_away_by_the_next_and_who_is_at_work_is_not()
    {
        var dead = Directory.CreateDirectory(_folder[".e.00000000.tare-partial"]).FullName;
        using var alive = StagingPlace.Make(_folder["e"]);
        using var next = StagingPlace.Make(_folder["e"]);
        Directory.Exists(dead).ShouldBeFalse();
        Directory.Exists(alive.Path).ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_environment_that_has_its_name_holds_no_lock(bool replaces)
    {
        if (replaces)
        {
            _folder.Write("e/old", "");
        }

        using (var place = StagingPlace.Make(_folder["e"]))
        {
            File.WriteAllText(Path.Join(place.Path, "new"), "");
            place.MoveTo(_folder["e"], replaces);
        }

        Directory.GetFileSystemEntries(_folder.Path).ShouldBe([_folder["e"]]);
        Directory.GetFileSystemEntries(_folder["e"]).ShouldBe([_folder["e/new"]]);
    }
}
