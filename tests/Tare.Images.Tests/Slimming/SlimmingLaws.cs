using CsCheck;
using Tare.Images.FileSystem;
using Tare.Images.Inspection;
using Tare.Images.Slimming;
using Tare.Images.Tests.FileSystem;
using Tare.Testing;
using Tare.Testing.Images;

namespace Tare.Images.Tests.Slimming;

public sealed class SlimmingLaws
{
    private static readonly string[] Names =
        ["a", "b", "d/a", "d/e/b", "d/e", "p/pkgs/x-1-0/a", "p/pkgs/x-1-0/s/b", "p/pkgs/x-1-0.conda", "p/pkgs/urls.txt", "p/lib/a", "p/zib/b", "tmp/t", "l/u"];

    // What a layer does: 0 file, 1 folder, 2 hard link, 3 symbolic link, 4 whiteout, 5 opaque, 6 whiteout of a parent.
    private static readonly Gen<(int Kind, int Name, int Other, int Size)[][]> Layers =
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, Names.Length - 1], Gen.Int[0, Names.Length - 1], Gen.Int[0, 3]).Array[1, 7].Array[1, 5];

    [Fact]
    public void Slimming_changes_nothing_but_what_it_says_and_finds_nothing_the_second_time() =>
        Layers.Sample(layers => Check(layers, new SlimOptions()), iter: 3_000);

    [Fact]
    public void Merging_neighbours_changes_nothing_either() =>
        Gen.Select(Layers, Gen.Int[1, 3]).Sample((layers, most) => Check(layers, new SlimOptions { SquashTo = most }), iter: 3_000);

    [Fact]
    public void Merging_without_slimming_changes_nothing() => Gen.Select(Layers, Gen.Int[1, 3]).Sample(
        (layers, most) => Check(layers, new SlimOptions { SquashTo = most, Categories = new HashSet<WasteCategory>() }), iter: 3_000);

    private static void Check((int Kind, int Name, int Other, int Size)[][] layers, SlimOptions options)
    {
        using var folder = new TemporaryFolder();
        var image = new TestImage();
        foreach (var layer in layers)
        {
            image.Layer("RUN something", l => Array.ForEach(layer, step => Add(l, step)));
        }

        ImageInspection inspection;
        try
        {
            inspection = ImageInspector.Inspect(image.Build(), CancellationToken.None);
        }
        catch (LayerFormatException)
        {
            return;
        }

        SlimPlan plan;
        try
        {
            plan = SlimPlanner.Plan(inspection, options);
        }
        catch (ImageException refusal) when (refusal.Message.EndsWith("they cannot become one layer", StringComparison.Ordinal))
        {
            return;
        }

        var slim = ImageSlimmer.SlimAsync(inspection, plan, folder.Path, CancellationToken.None).GetAwaiter().GetResult();
        var proof = SlimProof.Make(inspection.Image, slim, CancellationToken.None);
        proof.AddedPaths.ShouldBeEmpty();
        proof.After.ShouldBe(proof.Before);
        slim.Layers.Count.ShouldBeLessThanOrEqualTo(options.SquashTo ?? int.MaxValue);
        if (options.Categories.Count == 0)
        {
            // A folder that nothing but a name below it implied is gone when that name is.
            proof.RemovedPaths.ShouldAllBe(p => inspection.Tree.InodeEntry(inspection.Tree.At(p.TrimStart('/'))) == ImageTree.Implied);
            return;
        }

        // A link in a cache that a layer without waste writes through has to stay, and what stands there later with it.
        if (inspection.Tree.Detours.Count > 0)
        {
            return;
        }

        var second = ImageInspector.Inspect(slim, CancellationToken.None);
        second.Account.Waste.ShouldBe(0);
        second.Account.Total.ShouldBe(inspection.Account.Total - plan.RemovedBytes);
        plan.RemovedBytes.ShouldBe(inspection.Account.Waste);
    }

    private static void Add(TestLayer layer, (int Kind, int Name, int Other, int Size) step)
    {
        var name = Names[step.Name];
        layer.Uid = step.Size;
        _ = step.Kind switch
        {
            0 => layer.File(name, step.Size * 10, step.Other % 2 == 0 ? "the same" : null),
            1 => layer.Folder(name),
            2 => layer.HardLink(name, Names[step.Other]),
            3 => layer.Link(name, "/" + Names[step.Other]),
            4 => layer.Whiteout(name),
            5 => layer.Opaque(name),
            _ => layer.Whiteout(name.Contains('/') ? name[..name.LastIndexOf('/')] : name),
        };
    }
}
