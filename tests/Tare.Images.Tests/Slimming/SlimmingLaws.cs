using CsCheck;
using Tare.Images.FileSystem;
using Tare.Images.Inspection;
using Tare.Images.Slimming;
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
    public void Slimming_changes_nothing_but_what_it_says_and_finds_nothing_the_second_time() => Layers.Sample(layers =>
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

        var plan = SlimPlanner.Plan(inspection, new SlimOptions());
        var slim = ImageSlimmer.SlimAsync(inspection, plan, folder.Path, CancellationToken.None).GetAwaiter().GetResult();
        var proof = SlimProof.Make(inspection.Image, slim, CancellationToken.None);
        proof.AddedPaths.ShouldBeEmpty();
        proof.After.ShouldBe(proof.Before);

        // A link in a cache that a layer without waste writes through has to stay, and what stands there later with it.
        if (inspection.Tree.Detours.Count > 0)
        {
            return;
        }

        var second = ImageInspector.Inspect(slim, CancellationToken.None);
        second.Account.Waste.ShouldBe(0);
        second.Account.Total.ShouldBe(inspection.Account.Total - plan.RemovedBytes);
        plan.RemovedBytes.ShouldBe(inspection.Account.Waste);
    }, iter: 3_000);

    private static void Add(TestLayer layer, (int Kind, int Name, int Other, int Size) step)
    {
        var name = Names[step.Name];
        layer.Uid = step.Size;
        _ = step.Kind switch
        {
            0 => layer.File(name, step.Size * 10),
            1 => layer.Folder(name),
            2 => layer.HardLink(name, Names[step.Other]),
            3 => layer.Link(name, "/" + Names[step.Other]),
            4 => layer.Whiteout(name),
            5 => layer.Opaque(name),
            _ => layer.Whiteout(name.Contains('/') ? name[..name.LastIndexOf('/')] : name),
        };
    }
}
