using Tare.Conda.Cleaning;
using Tare.Testing;
using Tare.Testing.Packages;
using Tare.Testing.Roots;

namespace Tare.Conda.Tests.Cleaning;

/// <summary>A conda root in a temporary folder and the clean of it.</summary>
internal sealed class CleaningBench : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal CleaningBench()
    {
        Root = new CondaRoot(_folder["root"]);
        Prefixes = [Root.Prefix];
    }

    internal CondaRoot Root { get; }

    internal string Folder => _folder.Path;

    internal List<string> Prefixes { get; }

    internal List<string> ExtraCaches { get; } = [];

    internal string Cache => Root.Packages;

    internal string Environment(string name)
    {
        var path = Root.AddEnvironment(name);
        Prefixes.Add(path);
        return path;
    }

    internal CachedPackage Package(string name, int files = 4) => Root.Add(new TestPackage(name).WithFiles(files, 1000));

    internal CachedPackage Installed(string name, LinkKind kind = LinkKind.Hard, string environment = "base")
    {
        var package = Package(name);
        Root.Install(package, environment, kind);
        return package;
    }

    internal CleaningPlan Plan(CleaningTargets targets, Func<CleaningOptions, CleaningOptions>? change = null)
    {
        var options = new CleaningOptions { Targets = targets, Now = TimeProvider.System.GetUtcNow(), WillRemove = true };
        return CacheCleaning.Plan(Scope, change?.Invoke(options) ?? options);
    }

    internal CleaningScope Scope => new()
    {
        Caches = [Cache, .. ExtraCaches],
        Prefixes = Prefixes,
        ReplacedFileRoots = Prefixes,
    };

    internal CleaningResult Clean(CleaningTargets targets, Func<CleaningOptions, CleaningOptions>? change = null) => Cleaner.Run(Plan(targets, change));

    internal string[] CacheNames => [.. Directory.EnumerateFileSystemEntries(Cache).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();
}
