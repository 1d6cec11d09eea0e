using System.Text.Json;
using Tare.Conda.Records;
using Tare.Images.Building;
using Tare.Primitives;
using Tare.Testing;
using Tare.Testing.Packages;

namespace Tare.Images.Tests.Building;

/// <summary>Packages in a channel on disk, and the images that are built of them. Layers are kept in a folder of the test.</summary>
internal sealed class BuildRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ChannelFolder _channel;
    private readonly List<(RepoDataRecord Record, string Archive)> _packages = [];

    internal BuildRun() => _channel = new ChannelFolder(_folder["channel"]);

    internal string this[string name] => _folder[name];

    internal void Write(string name, string text) => _folder.Write(name, text);

    internal ImageBuildPlan Asked { get; set; } = new(new Platform("linux", "amd64"), [], []);

    internal LayerGrouping Grouping { get; set; } = LayerGrouping.Package;

    internal BuildRun With(TestPackage package, string extension = ".conda") => With(package.Fields, _channel.Add(package, extension));

    /// <summary>The very archives of another run, which carry the times at which they were packed.</summary>
    internal BuildRun WithThoseOf(BuildRun other)
    {
        _packages.AddRange(other._packages);
        return this;
    }

    internal BuildRun With(PackageFields fields, string archive)
    {
        using var json = JsonDocument.Parse(fields.ToIndex().ToJsonString());
        return With(json.RootElement, archive);
    }

    internal BuildRun With(JsonElement index, string archive)
    {
        var read = RepoDataRecordJson.Read(index, Path.GetFileName(archive));
        var record = read with
        {
            Channel = "https://conda.anaconda.org/test",
            Url = $"https://conda.anaconda.org/test/{read.Subdir}/{Path.GetFileName(archive)}",
            Sha256 = Digest.Of(File.ReadAllBytes(archive)).Hex,
            Size = new FileInfo(archive).Length,
        };
        _packages.Add((record, archive));
        return this;
    }

    internal BuiltImage Build(string layers = "layers", string prefix = "/opt/conda/envs/app", CancellationToken stop = default)
    {
        var environment = new BuildEnvironment("app", prefix, [.. _packages.Select(p => p.Record)]) { RequestedSpecs = ["a"], Variables = [new("GREETING", "hello")] };
        BuildEnvironment[] beside = Beside is null ? [] : [new("beside", "/opt/conda/envs/beside", [.. Beside._packages.Select(p => p.Record)])];
        var plan = ImageBuildPlan.Make(Asked with { Environments = [.. beside, environment], Root = Lists is null ? null : new CondaRoot(environment with { Name = "base", Prefix = "/opt/conda" }, Lists) }, Grouping);
        string[] archives = [.. _packages.Select(p => p.Archive)];
        string[] others = Beside is null ? archives : [.. Beside._packages.Select(p => p.Archive)];
        return new ImageBuilder((_folder[layers], _folder[layers + "-own"])).Build(plan, [others, archives], stop);
    }

    /// <summary>The packages of another environment, in front of this one; null for none.</summary>
    internal BuildRun? Beside { get; init; }

    /// <summary>Package lists, for an image with a conda root and its cache; null for none.</summary>
    internal IReadOnlyList<(string Name, string Path)>? Lists { get; init; }

    public void Dispose() => _folder.Dispose();
}
