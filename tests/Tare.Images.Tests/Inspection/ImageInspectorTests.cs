using Tare.Images.Inspection;
using Tare.Testing.Images;

namespace Tare.Images.Tests.Inspection;

public sealed class ImageInspectorTests
{
    private static ImageInspection Inspect(TestImage image) => ImageInspector.Inspect(image.Build(), CancellationToken.None);

    private static long Bytes(ImageInspection inspection, WasteCategory category) =>
        inspection.Account.Cells.Where(c => c.Key.Category == category).Sum(c => c.Value.Bytes);

    private static TestImage Conda() => new TestImage().Layer("RUN conda create", l => l
        .CondaRecord("opt/conda", "big-1.0-0", "https://conda.anaconda.org/conda-forge/linux-64", "lib/y", "share/x")
        .Text("opt/conda/conda-meta/history", "==> 2024 <==\n")
        .File("opt/conda/lib/y", 1000)
        .Folder("opt/conda/pkgs").Text("opt/conda/pkgs/urls.txt", "")
        .File("opt/conda/pkgs/big-1.0-0.conda", 5000)
        .Text("opt/conda/pkgs/big-1.0-0/info/index.json", "{}")
        .HardLink("opt/conda/pkgs/big-1.0-0/lib/y", "opt/conda/lib/y")
        .File("opt/conda/pkgs/big-1.0-0/share/x", 700)
        .File("opt/conda/pkgs/big-1.0-0/only-here", 90)
        .File("opt/conda/pkgs/cache/abc.json", 300)
        .HardLink("opt/conda/share/x", "opt/conda/pkgs/big-1.0-0/share/x"));

    [Fact]
    public void An_inode_is_charged_to_a_cache_only_when_all_its_names_are_there()
    {
        var inspection = Inspect(Conda());
        Bytes(inspection, WasteCategory.CondaPackages).ShouldBe(90 + 2);
        Bytes(inspection, WasteCategory.CondaArchives).ShouldBe(5000);
        Bytes(inspection, WasteCategory.CondaIndex).ShouldBe(300);
        Bytes(inspection, WasteCategory.Shadowed).ShouldBe(0);
        inspection.Owners.All[0].Channel.ShouldBe("conda-forge");
    }

    [Fact]
    public void A_deleted_folder_is_seen()
    {
        var inspection = Inspect(Conda().Layer("RUN rm -rf /opt/conda/pkgs", l => l.Whiteout("opt/conda/pkgs")));
        Bytes(inspection, WasteCategory.Shadowed).ShouldBe(5000 + 90 + 2 + 300);
        var cell = inspection.Account.Cells.Keys.Single(c => c.Cache == WasteCategory.CondaArchives);
        (cell.Layer, cell.By, cell.Reason).ShouldBe((0, 1, ShadowReason.Deleted));
        inspection.Owners.All[cell.Package].Name.ShouldBe("big");
    }

    [Fact]
    public void A_chown_counts_what_it_leaves_behind()
    {
        var inspection = Inspect(new TestImage()
            .Layer("RUN make", l => l.File("a/x", 2000).HardLink("a/y", "a/x"))
            .Layer("RUN chown -R", l =>
            {
                l.Uid = 1000;
                l.File("a/x", 2000).File("a/y", 2000, "a/x");
            }));
        Bytes(inspection, WasteCategory.Shadowed).ShouldBe(2000);
        inspection.Account.Cells.Keys.Single(c => c.Category == WasteCategory.Shadowed).Reason.ShouldBe(ShadowReason.AttributesChanged);
        inspection.Account.Total.ShouldBe(6000);
    }

    [Fact]
    public void A_cache_that_symbolic_links_lead_to_is_in_use() =>
        Bytes(Inspect(Conda().Layer("RUN conda create --soft", l => l.Link("opt/env/lib/only", "/opt/conda/pkgs/big-1.0-0/only-here"))), WasteCategory.CondaPackages).ShouldBe(0);

    [Fact]
    public void Caches_are_found_wherever_they_are()
    {
        var inspection = Inspect(new TestImage { Environment = ["PIP_CACHE_DIR=/srv/pip"] }.Layer("RUN all", l => l
            .File("home/me/.cache/pip/http/a", 10).File("srv/pip/b", 20).File("root/.cache/uv/c", 40).File("root/.cache/rattler/cache/d", 80)
            .File("var/lib/apt/lists/e", 160).File("var/lib/apt/lists/lock", 1).File("var/cache/apt/archives/f.deb", 320)
            .File("root/.npm/_cacache/g", 640).File("tmp/h", 1280).File("var/tmp/i", 2560)
            .Text("src/.git/HEAD", "ref").File("src/.git/objects/j", 5120)
            .File("app/__pycache__/gone.cpython-312.pyc", 7).File("app/__pycache__/here.cpython-312.pyc", 9).File("app/here.py", 3).File("app/alone.pyc", 11)
            .Text("data/cache/pkg-1-0/info/index.json", "{}").File("data/cache/pkg-1-0/k", 30)));
        Bytes(inspection, WasteCategory.PipCache).ShouldBe(30);
        Bytes(inspection, WasteCategory.UvCache).ShouldBe(40);
        Bytes(inspection, WasteCategory.PixiCache).ShouldBe(80);
        Bytes(inspection, WasteCategory.AptLists).ShouldBe(160);
        Bytes(inspection, WasteCategory.AptArchives).ShouldBe(320);
        Bytes(inspection, WasteCategory.NpmCache).ShouldBe(640);
        Bytes(inspection, WasteCategory.Tmp).ShouldBe(3840);
        Bytes(inspection, WasteCategory.Vcs).ShouldBe(5123);
        Bytes(inspection, WasteCategory.BytecodeOrphans).ShouldBe(7);
        Bytes(inspection, WasteCategory.CondaPackages).ShouldBe(32);
    }

    [Fact]
    public void Every_byte_is_in_one_cell()
    {
        var inspection = Inspect(Conda().Layer("RUN more", l => l.Opaque("opt/conda/pkgs").File("opt/conda/lib/y", 10)));
        var bytes = inspection.Tree.Layers.Sum(l => Enumerable.Range(0, l.Entries.Count).Sum(i => l.Entries[i].DataBytes));
        inspection.Account.Total.ShouldBe(bytes);
        inspection.ReclaimableCompressed.ShouldBeLessThanOrEqualTo(inspection.CompressedBytes);
    }

    [Fact]
    public void The_same_library_shipped_twice_is_found()
    {
        var inspection = Inspect(new TestImage()
            .Layer("FROM cuda", l => l.File("usr/lib/libcublas.so", 2_000_000, "cublas"))
            .Layer("RUN pip", l => l.File("opt/env/lib/libcublas.so", 2_000_000, "cublas").File("opt/other.so", 2_000_000)));
        inspection.Duplicates.Single().Excess.ShouldBe(2_000_000);
    }

    [Fact]
    public void Secrets_are_found_in_records_and_configuration_and_not_shown()
    {
        var inspection = Inspect(new TestImage { Environment = ["API_TOKEN=abcdefgh"] }
            .Layer("RUN conda", l => l.CondaRecord("opt/conda", "p-1-0", "https://x.org/t/tk-123456-abc/chan/noarch"))
            .Layer("RUN |1 CONDA_TOKEN=secretvalue /bin/sh -c true", l => l.Text("root/.condarc", "channels: [https://me:hunter22@host/c]"))
            .Layer("RUN rm", l => l.Whiteout("root/.condarc")));
        inspection.Secrets.Select(s => (s.Place, s.IsDeleted)).ShouldBe(
            [("/opt/conda/conda-meta/p-1-0.json", false), ("/root/.condarc", true), ("env API_TOKEN", false), ("history step 2", false)]);
        inspection.Owners.All[0].Channel.ShouldBe("https://x.org/chan");
    }
}
