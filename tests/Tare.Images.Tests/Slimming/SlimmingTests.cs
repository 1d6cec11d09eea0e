using Tare.Images.Inspection;
using Tare.Images.Slimming;
using Tare.Oci.Images;
using Tare.Testing.Images;

namespace Tare.Images.Tests.Slimming;

public sealed class SlimmingTests : IDisposable
{
    private readonly SlimRun _run = new();

    public void Dispose() => _run.Dispose();

    private Image Slim(Image image, SlimOptions? options = null) => _run.Slim(image, options);

    private static TestImage Conda() => new TestImage()
        .Layer("FROM base", l => l.Folder("usr").File("usr/base", 100))
        .Layer("RUN conda create", l => l
            .Folder("opt").Folder("opt/conda").Folder("opt/conda/lib").File("opt/conda/lib/y", 1000)
            .Folder("opt/conda/pkgs").Text("opt/conda/pkgs/urls.txt", "")
            .Folder("opt/conda/pkgs/big-1.0-0").File("opt/conda/pkgs/big-1.0-0.conda", 5000)
            .Text("opt/conda/pkgs/big-1.0-0/info/index.json", "{}")
            .HardLink("opt/conda/pkgs/big-1.0-0/lib/y", "opt/conda/lib/y")
            .File("opt/conda/pkgs/big-1.0-0/share/x", 700)
            .Folder("opt/conda/share").HardLink("opt/conda/share/x", "opt/conda/pkgs/big-1.0-0/share/x").HardLink("opt/conda/share/z", "opt/conda/pkgs/big-1.0-0/share/x"));

    [Fact]
    public void Data_that_lived_on_the_name_in_the_cache_survives()
    {
        var image = Conda().Build();
        var slim = Slim(image);
        SlimRun.Lines(slim).ShouldBe(
        [
            "/opt/", "/opt/conda/", "/opt/conda/lib/", "/opt/conda/lib/y 1000", "/opt/conda/pkgs/", "/opt/conda/pkgs/urls.txt 0", "/opt/conda/share/",
            "/opt/conda/share/x 700", "/opt/conda/share/z = /opt/conda/share/x", "/usr/", "/usr/base 100",
        ]);
        slim.Layers[0].Descriptor.ShouldBe(image.Layers[0].Descriptor);
        slim.Layers[1].Descriptor.Digest.ShouldNotBe(image.Layers[1].Descriptor.Digest);
    }

    [Fact]
    public void A_layer_that_only_deleted_the_cache_goes_with_its_whiteout()
    {
        var slim = Slim(Conda().Layer("RUN rm -rf /opt/conda/pkgs", l =>
        {
            l.Modified += 100;
            l.Folder("opt").Folder("opt/conda").Whiteout("opt/conda/pkgs");
        }).Build());
        slim.Layers.Count.ShouldBe(2);
        slim.Config.Model.History.Select(h => h.EmptyLayer).ShouldBe([false, false, true, true]);
        SlimRun.Lines(slim).ShouldNotContain("/opt/conda/pkgs/");
    }

    [Fact]
    public void An_image_without_waste_is_the_same_image()
    {
        var image = new TestImage().Layer("RUN a", l => l.Folder("a").File("a/b", 10)).Layer("RUN b", l => l.Folder("c").Whiteout("nothing")).Build();
        Slim(image).ShouldBeSameAs(image);
    }

    [Fact]
    public void What_a_chown_left_behind_goes()
    {
        var slim = Slim(new TestImage()
            .Layer("RUN make", l => l.Folder("a").File("a/x", 2000).HardLink("a/y", "a/x").File("a/z", 5))
            .Layer("RUN chown -R", l =>
            {
                l.Uid = 1000;
                l.Folder("a").File("a/x", 2000).File("a/y", 2000, "a/x");
            }).Build());
        SlimRun.Data(slim).ShouldBe(2005);
        SlimRun.Lines(slim).ShouldBe(["/a/", "/a/x 2000", "/a/y = /a/x", "/a/z 5"]);
    }

    [Fact]
    public void Links_that_were_split_twice_become_one_file_in_the_last_layer()
    {
        var slim = Slim(new TestImage()
            .Layer("RUN make", l => l.File("env/a", 1000).HardLink("env/b", "env/a").HardLink("env/c", "env/a").HardLink("p/pkgs/x-1-0/a", "env/a").Text("p/pkgs/x-1-0/info/index.json", "{}").Text("p/pkgs/urls.txt", ""))
            .Layer("RUN chown -R", l => Copies(l, uid: 1000))
            .Layer("RUN chown -R again", l => Copies(l, uid: 1001)).Build());
        SlimRun.Data(slim).ShouldBe(1000);
        slim.Layers.Count.ShouldBe(2);
        SlimRun.Lines(slim).ShouldContain("/env/c = /env/a");

        static void Copies(TestLayer layer, int uid)
        {
            layer.Uid = uid;
            layer.File("env/a", 1000).File("env/b", 1000, "env/a").File("env/c", 1000, "env/a").File("p/pkgs/x-1-0/a", 1000, "env/a");
        }
    }

    [Fact]
    public void Copies_that_are_not_the_same_any_more_stay_apart()
    {
        var slim = Slim(new TestImage()
            .Layer("RUN make", l => l.File("a", 1000).HardLink("b", "a").HardLink("c", "a").HardLink("d", "a"))
            .Layer("RUN change", l =>
            {
                l.File("a", 1000).File("b", 1000);
                l.Uid = 7;
                l.File("c", 1000, "a");
                l.Modified++;
                l.File("d", 1000, "a");
            }).Build());
        SlimRun.Data(slim).ShouldBe(4000);
    }

    [Fact]
    public void Split_links_stay_apart_when_they_are_kept()
    {
        var image = new TestImage().Layer("RUN make", l => l.File("a", 1000).HardLink("b", "a")).Layer("RUN chmod", l => { l.Uid = 7; l.File("a", 1000).File("b", 1000, "a"); }).Build();
        var options = new SlimOptions { Categories = WasteCategories.All.Except([WasteCategory.SplitLinks]).ToHashSet() };
        SlimRun.Data(Slim(image, options)).ShouldBe(2000);
    }

    [Fact]
    public void A_layer_of_folders_that_stand_where_a_file_stood_stays()
    {
        var slim = Slim(new TestImage()
            .Layer("RUN one", l => l.Folder("x").File("keep", 1))
            .Layer("RUN two", l => l.Text("x", ""))
            .Layer("RUN three", l => { l.Folder("x").Folder("x"); l.File("waste", 9); })
            .Layer("RUN four", l => l.Whiteout("waste")).Build());
        SlimRun.Lines(slim).ShouldBe(["/keep 1", "/x/"]);
    }

    [Fact]
    public void A_folder_that_is_replaced_keeps_only_the_new()
    {
        var slim = Slim(new TestImage()
            .Layer("RUN one", l => l.Folder("d").File("d/a", 10).Folder("d/e").File("d/e/f", 20).File("keep", 1))
            .Layer("RUN two", l => l.Folder("d").Opaque("d").File("d/b", 30))
            .Layer("RUN three", l => l.Link("keep", "d/b")).Build());
        SlimRun.Lines(slim).ShouldBe(["/d/", "/d/b 30", "/keep -> d/b"]);
        SlimRun.Data(slim).ShouldBe(30);
    }

    [Fact]
    public void Data_moves_to_the_layer_of_the_name_that_is_left()
    {
        var slim = Slim(new TestImage()
            .Layer("RUN one", l => l.File("a", 50).File("waste", 9))
            .Layer("RUN link", l => l.HardLink("b", "a"))
            .Layer("RUN rm", l => l.Whiteout("a").Whiteout("waste")).Build());
        SlimRun.Lines(slim).ShouldBe(["/b 50"]);
        slim.Layers.Count.ShouldBe(1);
    }

    [Fact]
    public void Kept_categories_stay()
    {
        var options = new SlimOptions { Categories = new HashSet<WasteCategory> { WasteCategory.CondaArchives } };
        var slim = Slim(Conda().Layer("RUN rm", l => l.Whiteout("usr/base")).Build(), options);
        SlimRun.Lines(slim).ShouldContain("/opt/conda/pkgs/big-1.0-0/share/x 700");
        SlimRun.Lines(slim).ShouldNotContain("/opt/conda/pkgs/big-1.0-0.conda 5000");
        slim.Layers.Count.ShouldBe(3);
    }

    [Fact]
    public void A_working_folder_in_tmp_is_no_waste()
    {
        var image = new TestImage().Layer("COPY app", l => l.File("tmp/app/main.py", 10).File("tmp/junk", 20)).Build();
        var config = image.Config.Model with { Container = image.Config.Model.Container with { WorkingDir = "/tmp/app" } };
        SlimRun.Lines(Slim(Image.Create(config, image.Layers))).ShouldBe(["/tmp/", "/tmp/app/", "/tmp/app/main.py 10"]);
    }

    [Fact]
    public void The_same_image_gives_the_same_bytes()
    {
        var image = Conda().Build();
        Slim(image).Digest.ShouldBe(Slim(Conda().Build()).Digest);
    }

    [Fact]
    public void A_profile_trims_only_environments()
    {
        var image = new TestImage().Layer("RUN conda", l => l
            .CondaRecord("opt/env", "p-1-0", "conda-forge", "lib/a.py")
            .File("opt/env/lib/a.py", 10).File("opt/env/lib/__pycache__/a.cpython-312.pyc", 20).File("opt/env/lib/only.pyc", 5)
            .File("opt/env/lib/libz.a", 30).File("usr/lib/libm.a", 40).File("opt/env/share/doc/x/README", 50)
            .File("opt/env/lib/python3.12/site-packages/np/tests/t.py", 60).File("opt/env/lib/python3.12/site-packages/tests/u.py", 70)).Build();
        var slim = Slim(image, new SlimOptions { Profiles = SlimProfiles.All.ToHashSet() });
        SlimRun.Data(slim).ShouldBe(SlimRun.Data(image) - 20 - 30 - 50 - 60);
        SlimRun.Lines(slim).ShouldNotContain("/opt/env/lib/__pycache__/");
    }
}
