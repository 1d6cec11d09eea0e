using Tare.Images.Sandboxing;
using Tare.Primitives;

namespace Tare.Images.Building;

/// <summary>What an image will be made of: a value that can be shown or carried out.</summary>
/// <param name="Platform">What it runs on.</param>
/// <param name="Environments">The environments; the first is active in containers.</param>
/// <param name="Layers">The layers of packages, above those of the base.</param>
public sealed record ImageBuildPlan(Platform Platform, IReadOnlyList<BuildEnvironment> Environments, IReadOnlyList<PlannedLayer> Layers)
{
    /// <summary>The base, or null for none.</summary>
    public BaseImage? Base { get; init; }

    /// <summary>The conda root with its caches, for an image as an installation leaves it; null for none.</summary>
    public CondaRoot? Root { get; init; }

    /// <summary>The environments, and last that of the conda root.</summary>
    public IReadOnlyList<BuildEnvironment> AllEnvironments => Root is null ? Environments : [.. Environments, Root.Base];

    /// <summary>How layers are written.</summary>
    public LayerOptions LayerOptions { get; init; } = new();

    /// <summary>How containers start.</summary>
    public ContainerSettings Container { get; init; } = new();

    /// <summary>Annotations of the manifest.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Annotations { get; init; } = [];

    /// <summary>The application's own files, the last layer.</summary>
    public IReadOnlyList<CopiedFolder> Copies { get; init; } = [];

    /// <summary>The home folder of a user with the numbers 1000 and 1000, or null.</summary>
    public string? Home { get; init; }

    /// <summary>The time of everything that the build itself makes, in seconds since 1970 (reproducible-builds.org, SOURCE_DATE_EPOCH).</summary>
    public long Created { get; init; }

    /// <summary>Where programs of the image may run while it is built, or null for nowhere.</summary>
    public Sandbox? Sandbox { get; init; }

    /// <summary>Why there is no sandbox.</summary>
    public string? SandboxReason { get; init; }

    /// <summary>The shell that containers have for activation scripts which could not be frozen, or null.</summary>
    public string? StartShell => Environments.Count == 0 ? null : Array.Find(
        ImageStage.Shells(Environments[0].Prefix),
        s => Base?.HasFile(s) == true || s == $"{Environments[0].Prefix}/bin/bash" && Environments[0].Packages.Any(p => p.Name == "bash"));

    /// <summary>The installation scripts of packages are run.</summary>
    public bool RunsScripts { get; init; }

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Plans an image: spreads the packages over layers and looks for what will not do what it seems to.</summary>
    public static ImageBuildPlan Make(ImageBuildPlan asked, LayerGrouping grouping)
    {
        return asked with
        {
            Layers = asked.Root is null
                ? LayerPlanner.Plan(asked.Environments, new LayerGrouping(Math.Min(grouping.Budget, Room(asked))))
                : LayerPlanner.PlanInstallation(asked.Environments, asked.Root.Base),
            Warnings = [.. asked.Warnings, .. BuildWarnings.Of(asked)],
        };
    }

    // Docker's and overlayfs's limit, less the layers that are no package's.
    private static int Room(ImageBuildPlan plan) =>
        Math.Max(1, 127 - (plan.Base?.Image.Layers.Count ?? 0) - plan.Environments.Count - plan.Copies.Count - (plan.Home is null ? 0 : 1) - (plan.RunsScripts ? 1 : 0) - plan.Environments.Count(e => e.Pip is not null));
}
