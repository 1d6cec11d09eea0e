using System.Text.Json;
using Tare.Conda.Linking;
using Tare.Images.Bytecode;
using Tare.Images.Sandboxing;
using Tare.Images.Tests.Building;
using Tare.Primitives;
using Tare.Testing.Debian;

namespace Tare.Images.Tests.Bytecode;

/// <summary>The Python of the Debian channel in a sandbox, and the modules that it brings.</summary>
internal static class StandardLibrary
{
    private const string Prefix = "/opt/conda/envs/app";

    internal static PythonPlace Unpack()
    {
        var (sandbox, reason) = Sandbox.For(Platform.Host);
        Assert.SkipWhen(sandbox is null, $"needs a sandbox: {reason}");
        Assert.SkipWhen(DebianChannel.MissingReason() is not null, DebianChannel.MissingReason() ?? "");
        var channel = DebianChannel.Of();
        using var run = new BuildRun();
        foreach (var package in channel.ClosureOf("python"))
        {
            run.With(JsonDocument.Parse(package.Record.ToJsonString()).RootElement, package.Archive);
        }

        var built = run.Build();
        var root = new SandboxRoot();
        HostLibraries.CopyTo(root);
        foreach (var layer in built.Layers)
        {
            root.Unpack(layer.Built.Layer, null, CancellationToken.None);
        }

        return new PythonPlace(sandbox!, root, Prefix, PythonTarget.Find(built.Plan.Environments[0].Packages)!);
    }

    internal static IReadOnlyList<(string Path, byte[] Source)> ModulesOf(PythonPlace place)
    {
        var folder = place.Root.PathOf($"{Prefix}/lib/python{place.Python.Version}");
        return [.. Directory.GetFiles(folder, "*.py", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => (Path.Join(Prefix, Path.GetRelativePath(folder, f)), File.ReadAllBytes(f)))];
    }
}
