using System.CommandLine;
using System.Globalization;
using Tare.Cli.Commands.Changes;
using Tare.Conda.Channels;
using Tare.Conda.Fetching;
using Tare.Conda.Installing;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Solving;
using Tare.Http.Downloads;
using Tare.Images.Building;
using Tare.Images.Sandboxing;
using Tare.Oci.Images;
using Tare.Oci.Registries;
using Tare.Oci.Stores;
using Tare.Primitives;
using Tare.Primitives.Progress;

namespace Tare.Cli.Commands.Image;

/// <summary>From the command line to the plan of an image for one platform, and to the archives that it needs.</summary>
internal sealed class BuildPlanning(BuildOptions options, ParseResult parsed, CondaInvocation invocation, RegistryAccess registries, string? layerFolder) : IDisposable
{
    private const string Environments = "/opt/conda/envs";
    private readonly CondaHttp _http = new(invocation);
    private readonly List<string> _warnings = [];

    public void Dispose() => _http.Dispose();

    /// <summary>Reads the base and solves, for each platform.</summary>
    internal async Task<IReadOnlyList<ImageBuildPlan>> PlanAsync(IReadOnlyList<Platform> platforms, CancellationToken stop)
    {
        var plans = new List<ImageBuildPlan>();
        foreach (var platform in platforms)
        {
            plans.Add(await PlanAsync(platform, stop));
        }

        return plans;
    }

    private async Task<ImageBuildPlan> PlanAsync(Platform platform, CancellationToken stop)
    {
        _warnings.Clear();
        var below = await BaseAsync(platform, stop);
        var machine = TargetMachine.Of(below, VersionWord.Of(parsed, options.Glibc), VersionWord.Of(parsed, options.Cuda), platform.Subdir!);
        var preset = options.Serve(parsed);
        if (preset is { NeedsBase: true } && below is null)
        {
            throw new UsageException($"`--serve {preset.Name}` needs a base with a shell", "add --base debian:12-slim or another");
        }

        var solver = new ImageSolver(invocation, _http, (platform, machine, below?.Name));
        var requests = Requests(platform).ToList();
        var environments = requests.Select((r, i) => Solve(r, solver, i == 0 ? preset : null, stop)).ToList();
        if (environments.GroupBy(e => e.Prefix, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new UsageException($"two environments are to be at `{twice.Key}`", "give the files different names");
        }

        var (sandbox, reason) = parsed.GetValue(options.NoSandbox) ? (null, "--no-sandbox says so") : Sandbox.For(platform);
        return ImageBuildPlan.Make(
            new ImageBuildPlan(platform, environments, [])
            {
                Sandbox = sandbox,
                SandboxReason = reason,
                RunsScripts = parsed.GetValue(options.RunScripts),
                Base = below,
                Root = options.KeepsCache(parsed) ? solver.Root([.. requests.Select(r => r.Requested)], stop) : null,
                LayerOptions = options.Layers(parsed),
                Container = options.Container(parsed),
                Annotations = options.Annotations(parsed),
                Copies = options.Copies(parsed, invocation.Context),
                Home = preset?.Home,
                Created = Created(),
                Warnings = [.. _warnings],
            },
            options.Grouping(parsed));
    }

    /// <summary>Brings the archives here; records of which only the archive's name was known become whole.</summary>
    internal async Task<(ImageBuildPlan Plan, IReadOnlyList<IReadOnlyList<string>> Archives)> FetchAsync(ImageBuildPlan plan, ProgressMeter meter, CancellationToken stop)
    {
        var configuration = invocation.Configuration;
        var resolver = ConfiguredChannels.Resolver(configuration, plan.Platform.Subdir);
        var channels = ConfiguredChannels.Select(configuration, resolver, invocation.Channels);
        var locator = new PackageLocator(resolver, channels);
        var caches = new PackageCaches(configuration.PkgsDirs);
        Lazy<Downloader> downloader = new(() => new Downloader(_http.Get()));
        var fetcher = new ArchiveFetcher(caches, () => downloader.Value, meter.Add);
        var archives = new List<IReadOnlyList<string>>();
        var environments = new List<BuildEnvironment>();
        foreach (var environment in plan.AllEnvironments)
        {
            var packages = environment.Packages.Select(locator.Locate).Select(p => p with { IsIncomplete = p.Record is { Size: null, Timestamp: null, License: null, Depends.Count: 0 } }).ToArray();
            meter.Begin("Fetching", ProgressUnit.Bytes, packages.Where(p => caches.FindArchive(p.Record) is null).Sum(p => p.Record.Size ?? 0));
            var paths = await fetcher.FetchAsync(packages, stop);
            var known = packages.Zip(paths, (p, path) => (Record: ArchiveFetcher.Complete(p, path), Path: path)).ToDictionary(p => p.Record.Name, StringComparer.Ordinal);
            var sorted = packages.Any(p => p.IsIncomplete) ? InstallationOrder.Sort(known.Values.Select(k => k.Record)) : environment.Packages;
            environments.Add(environment with { Packages = sorted });
            archives.Add([.. sorted.Select(r => known[r.Name].Path)]);
        }

        var complete = plan with
        {
            Environments = [.. environments.Take(plan.Environments.Count)],
            Root = plan.Root is null ? null : plan.Root with { Base = environments[^1] },
            Warnings = [.. _warnings],
        };
        return (ImageBuildPlan.Make(complete, options.Grouping(parsed)), archives);
    }

    private async Task<BaseImage?> BaseAsync(Platform platform, CancellationToken stop)
    {
        var name = parsed.GetValue(options.Base)!;
        if (name == "scratch")
        {
            return null;
        }

        await using var source = ImageStores.OpenSource(ImageOptions.Source(name, invocation.Context), new StoreOptions { Registries = () => registries, Clock = invocation.Context.Clock });
        return BaseImage.Read(name, await source.LoadImageAsync(platform, stop), layerFolder, stop);
    }

    // Each file is an environment; specs of the command line belong to the first.
    private IEnumerable<(string Name, RequestedPackages Requested)> Requests(Platform platform)
    {
        var files = parsed.GetValue(options.Files)!;
        var specs = parsed.GetValue(options.Specs) ?? [];
        if (files.Length == 0 && specs.Length == 0 && options.Serve(parsed) is null)
        {
            throw new UsageException("the image would be empty", "name packages, or a file with -f environment.yml");
        }

        if (files.Length > 1 && (parsed.GetValue(options.Name) ?? parsed.GetValue(options.Prefix)) is not null)
        {
            throw new UsageException("several environments cannot have one name or prefix", "leave -n and -p out; the files say their names");
        }

        for (var i = 0; i < Math.Max(1, files.Length); i++)
        {
            var requested = RequestedPackages.Read(i == 0 ? specs : [], files.Length == 0 ? [] : [files[i]], platform.Subdir, invocation);
            foreach (var file in requested.Files.Where(f => f.Content.PipRequirements.Count > 0 && parsed.GetValue(options.NoPip)))
            {
                _warnings.Add($"the pip section of `{file.Path}` ({string.Join(", ", file.Content.PipRequirements)}) is left out, as --no-pip says");
            }

            yield return (parsed.GetValue(options.Name) ?? requested.Name ?? ImageName() ?? (files.Length > 0 ? Path.GetFileNameWithoutExtension(files[i]) : "env"), requested);
        }
    }

    private BuildEnvironment Solve((string Name, RequestedPackages Requested) request, ImageSolver solver, ServePreset? preset, CancellationToken stop)
    {
        var (name, requested) = request;
        if (name is "." or ".." || name.Contains('/', StringComparison.Ordinal))
        {
            throw new UsageException($"`{name}` cannot be the name of an environment", "choose one with -n");
        }

        var prefix = parsed.GetValue(options.Prefix)?.TrimEnd('/') ?? $"{Environments}/{name}";
        if (!prefix.StartsWith('/') || prefix.Split('/').Any(p => p is "." or "..") || prefix.Length < 2)
        {
            throw new UsageException($"`{prefix}` is no absolute path in the image", "write --prefix /opt/env");
        }

        if (options.KeepsCache(parsed) && prefix == CondaRoot.Prefix)
        {
            throw new UsageException($"with --keep-cache the conda root is at `{CondaRoot.Prefix}`", "leave -p out, or choose another place");
        }

        var served = preset?.Packages ?? [];
        return new BuildEnvironment(name, prefix, solver.Solve(requested, prefix, [.. served.Select(p => MatchSpec.Parse(p))], stop))
        {
            RequestedSpecs = [.. requested.Dependencies.Where(_ => !requested.IsExplicit).Select(d => d.Spec.ToString()), .. served],
            Variables = requested.Variables,
            Pip = Pip(requested),
        };
    }

    // pip goes by this machine's settings for it, as by its network.
    private PipSection? Pip(RequestedPackages requested)
    {
        var (path, file) = requested.Files.FirstOrDefault(f => f.Content.PipRequirements.Count > 0);
        if (file is null || parsed.GetValue(options.NoPip))
        {
            return null;
        }

        var variables = invocation.Context.Environment;
        var home = variables.GetValueOrDefault("HOME") ?? "/";
        string?[] settings = [variables.GetValueOrDefault("PIP_CONFIG_FILE"), Path.Combine(home, ".config/pip/pip.conf"), Path.Combine(home, ".pip/pip.conf"), "/etc/pip.conf"];
        string?[] authorities = [variables.GetValueOrDefault("PIP_CERT"), variables.GetValueOrDefault("REQUESTS_CA_BUNDLE"), variables.GetValueOrDefault("SSL_CERT_FILE")];
        (string Name, string? File)[] files = [("PIP_CONFIG_FILE", Array.Find(settings, File.Exists)), ("PIP_CERT", Array.Find(authorities, File.Exists))];
        return new PipSection(path, file.PipRequirements)
        {
            KeepsCache = options.KeepsCache(parsed),
            Files = [.. files.Where(f => f.File is not null).Select(f => KeyValuePair.Create(f.Name, f.File!))],
            Variables =
            [
                .. variables.Where(v => v.Key.StartsWith("PIP_", StringComparison.Ordinal) || v.Key.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase)).OrderBy(v => v.Key, StringComparer.Ordinal),
                .. invocation.Configuration.Offline ? [KeyValuePair.Create("PIP_NO_INDEX", "1")] : (KeyValuePair<string, string>[])[],
            ],
        };
    }

    private string? ImageName()
    {
        var name = parsed.GetValue(options.Tag)?.Split('/')[^1].Split(':', '@')[0];
        return string.IsNullOrEmpty(name) ? null : name;
    }

    private long Created() => invocation.Context.Environment.GetValueOrDefault("SOURCE_DATE_EPOCH") is not { Length: > 0 } text ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 253402300799 ? seconds
        : throw new UsageException($"SOURCE_DATE_EPOCH is `{text}`, which is no time", "it counts seconds since 1970");
}
