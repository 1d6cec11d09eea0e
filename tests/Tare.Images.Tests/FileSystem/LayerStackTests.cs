using CsCheck;
using Tare.Images.FileSystem;

namespace Tare.Images.Tests.FileSystem;

public sealed class LayerStackTests
{
    public static TheoryData<string, string[][], string[]> Stacks => new()
    {
        { "a whiteout hides a file", [["a 1", "b 2"], [".wh.a"]], ["/b 2"] },
        { "a whiteout hides a folder", [["d/", "d/a 1", "d/e/", "d/e/b 2"], [".wh.d"]], [] },
        { "a whiteout spares its own layer, before", [["d/", "d/a 1"], ["d/", "d/b 2", ".wh.d"]], ["/d/", "/d/b 2"] },
        { "a whiteout spares its own layer, behind", [["d/", "d/a 1"], [".wh.d", "d/", "d/b 2"]], ["/d/", "/d/b 2"] },
        { "an opaque folder hides what is below", [["d/", "d/a 1", "d/e/", "d/e/f 1"], ["d/", "d/.wh..wh..opq", "d/b 2"]], ["/d/", "/d/b 2"] },
        { "an opaque mark at the end spares its layer", [["d/", "d/a 1"], ["d/", "d/b 2", "d/.wh..wh..opq"]], ["/d/", "/d/b 2"] },
        { "a whiteout of nothing does nothing", [["a 1"], [".wh.x", "y/.wh.z"]], ["/a 1"] },
        { "names of aufs mean nothing", [["a 1"], [".wh..wh.plnk", ".wh..wh.aufs"]], ["/a 1"] },
        { "a file takes the place of a folder", [["d/", "d/a 1"], ["d 5"]], ["/d 5"] },
        { "a folder takes the place of a file", [["d 5"], ["d/", "d/a 1"]], ["/d/", "/d/a 1"] },
        { "a folder over a folder keeps its content", [["d/", "d/a 1"], ["d/"]], ["/d/", "/d/a 1"] },
        { "a folder takes the place of a link", [["x/", "x/a 1", "d -> x"], ["d/", "d/b 2"]], ["/d/", "/d/b 2", "/x/", "/x/a 1"] },
        { "a parent that is a link is followed", [["usr/", "usr/lib/", "lib -> usr/lib"], ["lib/x 3"]], ["/lib -> usr/lib", "/usr/", "/usr/lib/", "/usr/lib/x 3"] },
        { "an absolute link stays inside", [["usr/lib/", "lib -> /usr/lib"], ["lib/x 3"]], ["/lib -> /usr/lib", "/usr/", "/usr/lib/", "/usr/lib/x 3"] },
        { "a link that climbs ends at the root", [["lib -> ../../../usr"], ["lib/x 3"]], ["/lib -> ../../../usr", "/usr/", "/usr/x 3"] },
        { "a whiteout goes through a link", [["usr/lib/", "usr/lib/x 3", "lib -> usr/lib"], ["lib/.wh.x"]], ["/lib -> usr/lib", "/usr/", "/usr/lib/"] },
        { "links are followed one after another", [["c/", "b -> c", "a -> b"], ["a/x 3"]], ["/a -> b", "/b -> c", "/c/", "/c/x 3"] },
        { "a missing parent is made", [["a/b/c 1"]], ["/a/", "/a/b/", "/a/b/c 1"] },
        { "a hard link is one more name", [["a 7", "b => a"]], ["/a 7", "/b = /a"] },
        { "a hard link reaches a lower layer", [["a 7"], ["b => a"]], ["/a 7", "/b = /a"] },
        { "a hard link outlives its first name", [["a 7", "b => a"], [".wh.a"]], ["/b 7"] },
        { "a hard link outlives a replaced name", [["a 7", "b => a"], ["a 9"]], ["/a 9", "/b 7"] },
        { "a link to a link is a name of the same inode", [["a 7", "b => a", "c => b"], [".wh.a", ".wh.b"]], ["/c 7"] },
        { "a hard link's target goes through a link", [["usr/lib/x 3", "lib -> usr/lib"], ["y => lib/x"]], ["/lib -> usr/lib", "/usr/", "/usr/lib/", "/usr/lib/x 3", "/y = /usr/lib/x"] },
        { "the last of two equal names counts", [["a 1", "b => a", "a 2"]], ["/a 2", "/b 1"] },
        { "names have one form", [["./a/", "/a/b 1", "a//c 2", "./", "a/./d 3"]], ["/a/", "/a/b 1", "/a/c 2", "/a/d 3"] },
    };

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Layers_make_the_tree_of_the_specification(string rule, string[][] layers, string[] expected) =>
        TreeOf.Layers(layers).Lines().ShouldBe(expected, rule);

    public static TheoryData<string, string[][], string> Refused => new()
    {
        { "a name climbs", [["../x 1"]], "leads out of the image" },
        { "a name climbs inside", [["a/../../x 1"]], "leads out of the image" },
        { "a hard link climbs", [["x => ../../etc/passwd"]], "leads out of the image" },
        { "a hard link to nothing", [["x => y"]], "which is not a file there" },
        { "a hard link to a folder", [["y/", "x => y"]], "which is not a file there" },
        { "a whiteout without a name", [[".wh."]], "hides no name" },
        { "a whiteout of the folder itself", [["a/.wh..."]], "hides no name" },
        { "links in a circle", [["a -> b", "b -> a"], ["a/x 1"]], "leads back to itself" },
        { "a file among the parents", [["a 1"], ["a/x 1"]], "is not a folder" },
        { "a file at the root", [[". 1"]], "at the root" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_layer_that_no_unpacker_takes_is_refused(string reason, string[][] layers, string message) =>
        Should.Throw<LayerFormatException>(() => TreeOf.Layers(layers), reason).Message.ShouldContain(message);

    [Fact]
    public void Links_that_multiply_are_refused_at_once()
    {
        var lines = Enumerable.Range(0, 60).Select(i => $"l{i} -> {string.Join('/', Enumerable.Repeat($"../l{i + 1}", 50))}").Append("l60 -> .");
        Should.Throw<LayerFormatException>(() => TreeOf.Layers([.. lines], ["l0/x 1"])).Message.ShouldContain("leads back to itself");
    }

    [Fact]
    public void A_hundred_thousand_whiteouts_take_no_time()
    {
        var files = Enumerable.Range(0, 100_000).Select(i => $"d/f{i} 10").ToArray();
        var whiteouts = Enumerable.Range(0, 100_000).Select(i => $"d/.wh.f{i}").ToArray();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        TreeOf.Layers(files, whiteouts, whiteouts).Lines().ShouldBe(["/d/"]);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void What_took_a_name_away_is_known()
    {
        var tree = TreeOf.Layers(["d/", "d/a 1"], ["x 1"], [".wh.d"]);
        tree.Remover[1].ShouldBe(3);
        tree.Entry(tree.Remover[1]).Kind.ShouldBe(EntryKind.Whiteout);
        tree.LayerOf(tree.Remover[1]).ShouldBe(2);
    }

    [Fact]
    public void A_deleted_folder_that_comes_back_has_no_old_attributes()
    {
        var tree = TreeOf.Layers(["d/", "d/a 1"], [".wh.d", "d/b 2"]);
        tree.Lines().ShouldBe(["/d/", "/d/b 2"]);
        tree.NameEntry(tree.At("d")).ShouldBe(ImageTree.Implied);
    }

    [Fact]
    public void Any_stack_makes_a_tree_that_hangs_together_or_is_refused()
    {
        string[] names = ["a", "b", "a/c", "a/d", "b/a", "a/c/e", "b/a/f"];
        var name = Gen.Int[0, names.Length - 1].Select(i => names[i]);
        var line = Gen.OneOf(
            name.Select(n => n + " 3"), name.Select(n => n + "/"), Gen.Select(name, name, (n, t) => $"{n} => {t}"),
            Gen.Select(name, name, (n, t) => $"{n} -> /{t}"), name.Select(n => Path.Combine(Path.GetDirectoryName(n)!, ".wh." + Path.GetFileName(n))),
            name.Select(n => n + "/.wh..wh..opq"));
        line.Array[0, 8].Array[1, 4].Sample(layers =>
        {
            ImageTree tree;
            try
            {
                tree = TreeOf.Layers(layers);
            }
            catch (LayerFormatException)
            {
                return;
            }

            foreach (var path in tree.ExistingPaths().Where(p => p != PathTable.Root))
            {
                tree.IsFolder(tree.Paths.Parent(path)).ShouldBeTrue();
                (tree.InodeEntry(path) == ImageTree.Implied || tree.Entry(tree.InodeEntry(path)).Kind != EntryKind.HardLink).ShouldBeTrue();
            }
        }, iter: 3_000);
    }
}
