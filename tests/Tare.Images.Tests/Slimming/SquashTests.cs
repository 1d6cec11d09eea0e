using Tare.Images.Inspection;
using Tare.Images.Slimming;
using Tare.Oci.Images;
using Tare.Testing.Images;

namespace Tare.Images.Tests.Slimming;

public sealed class SquashTests : IDisposable
{
    private readonly SlimRun _run = new();

    public void Dispose() => _run.Dispose();

    private Image Squash(TestImage image, int most) => _run.Slim(image.Build(), new SlimOptions { SquashTo = most });

    [Fact]
    public void The_smallest_neighbours_become_one_and_the_others_keep_their_digests()
    {
        var image = new TestImage()
            .Layer("FROM base", l => l.File("base", 50_000))
            .Layer("RUN one", l => l.File("one", 100))
            .Layer("RUN two", l => l.File("two", 100))
            .Layer("RUN big", l => l.File("big", 90_000));
        var before = image.Build();
        var slim = Squash(image, 3);
        slim.Layers.Count.ShouldBe(3);
        slim.Layers[0].Descriptor.ShouldBe(before.Layers[0].Descriptor);
        slim.Layers[2].Descriptor.ShouldBe(before.Layers[3].Descriptor);
        SlimRun.Entries(slim, 1).ShouldBe(["File /one", "File /two"]);
    }

    [Fact]
    public void Layers_of_the_base_keep_their_digests_as_long_as_others_can_be_merged()
    {
        var image = new TestImage()
            .Layer("FROM base", l => l.File("usr/a", 10))
            .Layer("FROM base", l => l.File("usr/b", 10))
            .Layer("RUN one", l => l.File("tmp/waste", 10).File("one", 90_000))
            .Layer("RUN two", l => l.File("two", 90_000));
        var before = image.Build();
        Squash(image, 3).Layers.Take(2).Select(l => l.Descriptor).ShouldBe(before.Layers.Take(2).Select(l => l.Descriptor));
        Squash(image, 2).Layers[0].Descriptor.ShouldBe(before.Layers[0].Descriptor);
        Squash(image, 1).Layers.Count.ShouldBe(1);
    }

    [Fact]
    public void An_image_with_few_enough_layers_is_left_alone()
    {
        var image = new TestImage().Layer("RUN a", l => l.File("a", 10)).Layer("RUN b", l => l.File("b", 10)).Build();
        _run.Slim(image, new SlimOptions { SquashTo = 2 }).ShouldBeSameAs(image);
    }

    [Fact]
    public void The_history_keeps_every_step_and_tells_which_layer_holds_the_others()
    {
        var slim = Squash(new TestImage().Layer("RUN one", l => l.File("a", 10)).Layer("RUN two", l => l.File("b", 10)).Layer("RUN three", l => l.File("c", 10_000)), 2);
        slim.Config.Model.History.Select(h => (h.CreatedBy, h.EmptyLayer)).ShouldBe(
            [("RUN one", true), ("RUN two", false), ("RUN three", false), ("CMD [\"/bin/sh\"]", true)]);
        slim.Config.Model.History[1].Comment.ShouldBe("holds the layers of steps 1 to 2");
        slim.Config.Model.LayerHistory().Count(h => h is not null).ShouldBe(slim.Layers.Count);
    }

    [Fact]
    public void A_whiteout_of_what_a_merged_layer_brought_is_gone_with_it()
    {
        var slim = Squash(new TestImage().Layer("RUN one", l => l.Folder("d").File("d/a", 10).File("keep", 5)).Layer("RUN two", l => l.Whiteout("d").File("new", 10)), 1);
        SlimRun.Entries(slim, 0).ShouldBe(["File /keep", "File /new"]);
    }

    [Fact]
    public void A_whiteout_of_what_lies_below_stays_once()
    {
        var image = new TestImage()
            .Layer("FROM base", l => l.Folder("d").File("d/a", 0).File("big", 50_000))
            .Layer("RUN rm", l => l.Folder("d").Whiteout("d/a").File("x", 10))
            .Layer("RUN touch and rm", l => l.Folder("d").Whiteout("d/a").File("y", 10));
        SlimRun.Entries(Squash(image, 2), 1).ShouldBe(["Folder /d", "File /x", "File /y", "Whiteout /d/a"]);
    }

    [Fact]
    public void A_folder_that_was_deleted_and_made_again_becomes_opaque()
    {
        var image = new TestImage()
            .Layer("FROM base", l => l.Folder("d").File("d/old", 0).File("big", 50_000))
            .Layer("RUN rm -rf d", l => l.Whiteout("d").File("x", 10))
            .Layer("RUN mkdir d", l => l.Folder("d").File("d/new", 10));
        var slim = Squash(image, 2);
        SlimRun.Entries(slim, 1).ShouldBe(["File /x", "Folder /d", "File /d/new", "OpaqueFolder /d"]);
        SlimRun.Lines(slim).ShouldBe(["/big 50000", "/d/", "/d/new 10", "/x 10"]);
    }

    [Fact]
    public void A_folder_has_one_entry_with_its_last_attributes()
    {
        var slim = Squash(
            new TestImage().Layer("RUN one", l => l.Folder("d").File("d/a", 10)).Layer("RUN two", l =>
            {
                (l.Uid, l.Modified) = (7, 1_800_000_000);
                l.Folder("d", 0x1C0).File("d/b", 10);
            }),
            1);
        SlimRun.Entries(slim, 0).ShouldBe(["Folder /d", "File /d/a", "File /d/b"]);
    }

    [Fact]
    public void Hard_links_across_merged_layers_stay_links_and_keep_the_old_content()
    {
        var slim = Squash(
            new TestImage()
                .Layer("RUN one", l => l.File("t1", 100).HardLink("t2", "t1"))
                .Layer("RUN two", l => l.HardLink("t3", "t2"))
                .Layer("RUN replace", l => l.File("t1", 200)),
            1);
        SlimRun.Lines(slim).ShouldBe(["/t1 200", "/t2 100", "/t3 = /t2"]);
        SlimRun.Data(slim).ShouldBe(300);
    }

    [Fact]
    public void Copies_of_a_chown_collapse_into_the_last()
    {
        var slim = Squash(
            new TestImage()
                .Layer("RUN make", l => l.Folder("a").File("a/x", 2000).HardLink("a/y", "a/x"))
                .Layer("RUN chown -R", l =>
                {
                    l.Uid = 1000;
                    l.Folder("a").File("a/x", 2000).File("a/y", 2000, "a/x");
                }),
            1);
        SlimRun.Entries(slim, 0).ShouldBe(["Folder /a", "File /a/x", "HardLink /a/y"]);
        SlimRun.Data(slim).ShouldBe(2000);
    }

    [Fact]
    public void A_name_twice_in_one_layer_stays_what_the_last_entry_made_of_it()
    {
        var image = new TestImage()
            .Layer("FROM base", l => l.Folder("d").Folder("d/e").File("d/e/b", 0))
            .Layer("RUN odd", l => l.File("d/e", 40).Folder("d/e").File("d/e/new", 5)).Build();
        SlimRun.Lines(_run.Slim(image)).ShouldBe(["/d/", "/d/e/", "/d/e/new 5"]);
    }

    [Fact]
    public void A_link_that_gives_a_file_the_name_it_has_goes_with_the_name_it_came_by()
    {
        var image = new TestImage()
            .Layer("RUN one", l => l.File("d/a", 60_000))
            .Layer("RUN two", l => l.File("b", 50_000))
            .Layer("RUN three", l => l.HardLink("p", "d/a").HardLink("d/a", "p").Folder("p")).Build();
        var slim = _run.Slim(image, new SlimOptions { SquashTo = 2, Categories = new HashSet<WasteCategory>() });
        SlimRun.Entries(slim, 1).ShouldBe(["File /b", "Folder /p"]);
    }
}
