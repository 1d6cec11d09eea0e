using Tare.Conda.Linking;
using Tare.Conda.Records;
using Tare.Conda.Transactions;
using Tare.Images.Sandboxing;
using Tare.Oci.Stores;
using Tare.Primitives.Concurrency;

namespace Tare.Images.Building;

/// <summary>
/// Carries a plan out: layers are written or found, and the image put together. Packages are not unpacked, but for what programs of the
/// image need that run in the plan's sandbox.
/// </summary>
/// <param name="folders">Where layers of packages are kept, those that are there already are not made again; and where the others go. Both must stay until the image is stored.</param>
/// <param name="progress">Told of the archive bytes of each layer that is done.</param>
public sealed class ImageBuilder((string Kept, string Own) folders, Action<long>? progress = null)
{
    private readonly List<string> _warnings = [];

    /// <summary>Builds the image. <paramref name="archives"/> has the packages' archives by environment and place in it.</summary>
    public BuiltImage Build(ImageBuildPlan plan, IReadOnlyList<IReadOnlyList<string>> archives, CancellationToken stop)
    {
        try
        {
            return Run(plan, archives, stop);
        }
        catch (IOException exception)
        {
            throw new ImageException($"the layers cannot be written to `{folders.Kept}`: {exception.Message.TrimEnd('.')}", "see to the cause and run the command again; finished layers are kept", exception);
        }
    }

    private BuiltImage Run(ImageBuildPlan plan, IReadOnlyList<IReadOnlyList<string>> archives, CancellationToken stop)
    {
        var isCompiled = plan.Sandbox is not null && !plan.LayerOptions.Trim.Contains(TrimRule.Bytecode);
        using var compilers = isCompiled ? new ModuleCompilers(plan, plan.Sandbox!, Warn) : null;
        var builder = new LayerBuilder(new LayerCache(folders.Kept), plan.LayerOptions, progress) { Compilers = compilers, Own = new BlobFolder(folders.Own) };
        var roots = plan.AllEnvironments.Select(e => RootOf(plan, e.Prefix)).ToArray();
        var layers = PackageLayers(plan, archives, (builder, roots), stop);
        layers.AddRange(Documents(plan, builder, roots));
        using var stage = plan.Sandbox is null ? null : new ImageStage(plan.Sandbox, [.. plan.Base?.Image.Layers ?? [], .. layers.Select(l => l.Built.Layer)], stop);
        var activation = Activation(plan, layers, stage);
        if (plan.RunsScripts)
        {
            layers.Add(("installation scripts", Changed(plan, builder, stage!, () => RunScripts(plan, stage!, activation))));
        }

        // Projects that pip links to must be there when it does, and what it leaves in them lies above.
        var projects = plan.Copies.Where(c => plan.Environments.Any(e => e.Pip is { } pip && EditableProjects.AreIn(pip, c))).ToList();
        foreach (var copy in Copies(projects, plan, builder))
        {
            stage!.Root.Unpack(copy.Built.Layer, null, stop);
            layers.Add(copy);
        }

        foreach (var environment in plan.Environments.Where(e => e.Pip is not null))
        {
            var pip = new PipInstallation(stage!, plan);
            pip.Prepare(environment.Pip!);
            layers.Add(($"pip install {environment.Pip!.Names}", Changed(plan, builder, stage!, () => pip.Run(environment, activation.Variables))));
        }

        layers.AddRange([.. Home(plan, builder), .. Copies(plan.Copies.Except(projects), plan, builder)]);
        return new BuiltImage(plan, ImageComposer.Compose(plan, layers, activation), layers) { Warnings = [.. _warnings.Distinct()] };
    }

    private List<(string Title, BuiltLayer Built)> PackageLayers(
        ImageBuildPlan plan, IReadOnlyList<IReadOnlyList<string>> archives, (LayerBuilder Builder, LayerRoot[] Roots) target, CancellationToken stop)
    {
        var contents = new Dictionary<(int Environment, RepoDataRecord Record), PackageContent>();
        for (var i = 0; i < target.Roots.Length; i++)
        {
            foreach (var content in Contents(plan.AllEnvironments[i], archives[i], plan.RunsScripts, stop))
            {
                contents[(i, content.Record)] = content;
            }
        }

        var works = plan.Layers.Select(l => new LayerWork([.. l.Packages.Select(p => (target.Roots[p.Environment], contents[(p.Environment, p.Record)]))])).ToArray();
        var built = target.Builder.Build(plan.Root is not null ? InstallationLayers.Complete(works, plan, target.Roots) : works, stop);
        return [.. plan.Layers.Zip(built, (p, b) => (p.Title, b))];
    }

    private FrozenActivation Activation(ImageBuildPlan plan, IReadOnlyList<(string Title, BuiltLayer Built)> layers, ImageStage? stage)
    {
        var files = layers.SelectMany(l => l.Built.Extract.ActivationFiles).GroupBy(f => f.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);
        var shell = stage is null ? null : new ActivationCache(folders.Kept, stage);
        var activation = FrozenActivation.Of(plan.AllEnvironments, plan.Base?.Image.Config.Model.Container.Env ?? [], files, (shell, plan.SandboxReason));
        foreach (var script in activation.Unfrozen)
        {
            Warn($"`{script.Path}` does more than set variables, and {script.Reason}; " + (script.CanRunLater && plan.StartShell is { } start
                ? $"{start} reads it when a container starts, but not for `docker exec`"
                : $"start programs with `. {script.Path}` before them, or with `tare run`"));
        }

        return activation;
    }

    private void RunScripts(ImageBuildPlan plan, ImageStage stage, FrozenActivation activation)
    {
        foreach (var environment in plan.Environments)
        {
            new PostLinkScripts(stage, Warn).Run(environment, activation.Variables);
        }
    }

    // What programs of the image change in it, as a layer.
    private static BuiltLayer Changed(ImageBuildPlan plan, LayerBuilder builder, ImageStage stage, Action run)
    {
        var before = TreeSnapshot.Of(stage.Root.Folder);
        run();
        var after = TreeSnapshot.Of(stage.Root.Folder);
        var changed = before.ChangedIn(after).ToHashSet(StringComparer.Ordinal);
        var kept = (plan.Base?.UnusualFolders ?? []).Where(f => !changed.Contains(f)).ToHashSet(StringComparer.Ordinal);
        var extract = new LayerExtract { PipPackages = [.. PythonDistribution.Among(changed)] };
        return builder.Build(new LayerRoot("/", "", kept), tar => ChangedFiles.Write(stage.Root, (before, after), tar, plan.Created), extract);
    }

    private void Warn(string warning)
    {
        lock (_warnings)
        {
            _warnings.Add(warning);
        }
    }

    private static LayerRoot RootOf(ImageBuildPlan plan, string path) => plan.Base?.RootOf(path) ?? LayerRoot.Of(path);

    private List<PackageContent> Contents(BuildEnvironment environment, IReadOnlyList<string> archives, bool runsScripts, CancellationToken stop)
    {
        var python = PythonTarget.Find(environment.Packages);
        var packages = new PackageContent[archives.Count];
        var crew = new WorkCrew<int>(Math.Clamp(packages.Length, 1, Environment.ProcessorCount));
        for (var i = 0; i < packages.Length; i++)
        {
            crew.Add(i);
        }

        crew.Run(() => i => packages[i] = PackageContent.Read(environment.Packages[i], archives[i], python), stop);
        var ownership = PathOwnership.Decide([.. packages.Select(p => (p.Record.Name, p.Plan))]);
        foreach (var pair in ownership.Clashes.GroupBy(c => (c.Loser, c.Winner)))
        {
            var more = pair.Count() > 1 ? $" and {pair.Count() - 1} more" : "";
            Warn($"{pair.Key.Loser} and {pair.Key.Winner} both bring `{pair.First().Path}`{more}; those of {pair.Key.Winner} are in the image");
        }

        var owned = packages.Select((p, i) => p with { Left = ownership.LeftBy(i, p.Plan) }).ToList();
        var links = new LinkedFolders(owned);
        var scripts = owned.Where(p => p.Plan.Items.Any(i => i.Target == $"bin/.{p.Record.Name}-post-link.sh")).Select(p => p.Record.Name).ToList();
        if (scripts.Count > 0 && !runsScripts)
        {
            Warn($"the installation scripts of {string.Join(", ", scripts)} were not run; --run-scripts runs them");
        }

        var placed = owned.Select(p => p with { Places = links.PlacesOf(p.Plan) }).ToList();
        return [.. placed.Select(p => p with { Environment = placed })];
    }

    private static IEnumerable<(string Title, BuiltLayer Built)> Documents(ImageBuildPlan plan, LayerBuilder builder, LayerRoot[] roots)
    {
        for (var i = 0; plan.Root is null && i < roots.Length; i++)
        {
            var environment = plan.Environments[i];
            var built = builder.Build(roots[i], tar => EnvironmentDocuments.Write(environment, tar, plan.Created));
            yield return ($"environment {environment.Name}", built);
        }
    }

    private static IEnumerable<(string Title, BuiltLayer Built)> Home(ImageBuildPlan plan, LayerBuilder builder)
    {
        if (plan.Home is { } home && plan.Base?.HasFolder(home) != true)
        {
            yield return ($"home {home}", builder.Build(RootOf(plan, home), tar => tar.Folder(tar.Root.Folder, 0x1ED, 1000)));
        }
    }

    private static IEnumerable<(string Title, BuiltLayer Built)> Copies(IEnumerable<CopiedFolder> copies, ImageBuildPlan plan, LayerBuilder builder) =>
        copies.Select(c => ($"copy {c.Destination}", builder.Build(RootOf(plan, c.Destination), tar => CopiedFiles.Write(c, tar, plan.Created))));
}
