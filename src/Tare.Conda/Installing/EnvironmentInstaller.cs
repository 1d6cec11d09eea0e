using Tare.Conda.Channels;
using Tare.Conda.Fetching;
using Tare.Conda.Prefixes;
using Tare.Conda.Records;
using Tare.Conda.Relocation;
using Tare.Conda.Solving;
using Tare.Conda.Solving.Planning;
using Tare.Conda.Transactions;
using Tare.Http.Downloads;
using Tare.Primitives.Files;
using Tare.Primitives.Progress;

namespace Tare.Conda.Installing;

/// <summary>
/// Carries a planned change out: fetches what is missing, links and unlinks in one transaction, lets the environment's Python
/// compile, and enters the environment into conda's list. What fails before the transaction's end leaves the environment as it was.
/// </summary>
public sealed class EnvironmentInstaller(InstallServices services, InstallOptions options)
{
    private const string Settings = ".condarc";
    private readonly ChannelResolver _resolver = ConfiguredChannels.Resolver(services.Configuration, options.Subdir);

    /// <summary>Carries out the change.</summary>
    public void Install(EnvironmentChange change, CancellationToken stop)
    {
        using var temporary = options.UsesCache ? null : StagingPlace.Make(change.Prefix);
        var packages = Fetch(change, temporary?.Path, stop);
        if (options.DownloadOnly)
        {
            return;
        }

        var installed = options.Replaces ? [] : new CondaPrefix(change.Prefix).Records().Records;
        change = change with { Link = [.. packages.Select(p => p.Record)] };
        var scripts = new LinkScripts(change.Prefix, services.Configuration, services.Warn);
        scripts.Run(change.Unlink, LinkScripts.PreUnlink, options.RunsScripts && !IsForeign, stop);
        var result = Link(Transaction(change, packages, installed), stop);
        Warn(result);
        Compile(change, result, installed, stop);
        scripts.Run(change.Link, LinkScripts.PostLink, options.RunsScripts && !IsForeign, stop);
        Register(change.Prefix);
    }

    private bool IsForeign => options.Subdir != Primitives.Platform.Host.Subdir && options.Subdir != Subdirs.NoArch;

    private IReadOnlyList<FetchedPackage> Fetch(EnvironmentChange change, string? temporary, CancellationToken stop)
    {
        if (change.Link.Count == 0)
        {
            return [];
        }

        var caches = new PackageCaches(temporary is null ? services.Configuration.PkgsDirs : [temporary]);
        var locator = new PackageLocator(_resolver, options.Channels);
        var packages = change.Link.Select(locator.Locate).Select(p => p with { IsIncomplete = IsIncomplete(p.Record) }).ToArray();
        services.Progress.Begin("Fetching", ProgressUnit.Bytes, packages.Where(p => caches.FindExtracted(p.Record) is null && caches.FindArchive(p.Record) is null).Sum(p => p.Record.Size ?? 0));
        var progress = new FetchProgress
        {
            Downloaded = services.Progress.Add,
            Unpacked = temporary is null ? null : p => File.Delete(p.ArchivePath),
        };
        Lazy<Downloader> downloader = new(() => new Downloader(services.Http()));
        var fetched = new PackageFetcher(caches, () => downloader.Value, progress).FetchAsync(packages, stop).GetAwaiter().GetResult();
        return packages.Any(p => p.IsIncomplete) ? InOrder(fetched) : fetched;
    }

    // Records out of channels say what they need; those made from a URL know nothing until the archive is there.
    private static bool IsIncomplete(RepoDataRecord record) => record is { Size: null, Timestamp: null, License: null, Depends.Count: 0 };

    private static List<FetchedPackage> InOrder(IReadOnlyList<FetchedPackage> packages)
    {
        var byName = packages.ToDictionary(p => p.Record.Name, StringComparer.Ordinal);
        return [.. InstallationOrder.Sort(packages.Select(p => p.Record)).Select(r => byName[r.Name])];
    }

    private PrefixTransaction Transaction(EnvironmentChange change, IReadOnlyList<FetchedPackage> packages, IReadOnlyList<PrefixRecord> installed)
    {
        var going = change.Unlink.Select(r => r.Name).Concat(change.Link.Select(r => r.Name)).ToHashSet(StringComparer.Ordinal);
        return new PrefixTransaction(change.Prefix)
        {
            Unlink = [.. installed.Where(r => going.Contains(r.Name))],
            Keep = [.. installed.Where(r => !going.Contains(r.Name))],
            Link = [.. packages.Select(p => new TransactionPackage(p.Record, p.Folder)
            {
                ArchivePath = options.UsesCache ? p.ArchivePath : null,
                IsTemporary = !options.UsesCache,
                RequestedSpecs = change.Requested.TryGetValue(p.Record.Name, out var spec) ? [spec.ToString()] : [],
            })],
            History = HistoryText.Of(change, options, _resolver, services.Clock.GetLocalNow()),
            Files = Documents(change.Prefix),
            Method = options.Method,
            Python = PythonChange.TargetOf(change, installed),
            Replaces = options.Replaces,
            Complete = options.CloneOf is { } source ? new RelocatedTree(source, change.Prefix, RelocationScope.Untracked).Fill : null,
        };
    }

    // conda notes when an environment was made, as file systems do not all know it (conda/core/prefix_data.py), and for which platform
    // where that is not its own, so that later changes are for that one too (install in conda/cli/install.py).
    private Dictionary<string, byte[]> Documents(string prefix)
    {
        var files = new Dictionary<string, byte[]>(EnvironmentState.Files(prefix, options.Variables), StringComparer.Ordinal);
        if (options.Replaces || !new CondaPrefix(prefix).IsEnvironment)
        {
            var seconds = services.Clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000m;
            files["conda-meta/created_at"] = System.Text.Encoding.UTF8.GetBytes(seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (IsForeign && !HasSettings(options.CloneOf) && (options.Replaces || !HasSettings(prefix)))
            {
                files[Settings] = System.Text.Encoding.UTF8.GetBytes($"subdir: {options.Subdir}\n");
            }
        }

        return files;
    }

    private static bool HasSettings(string? prefix) => prefix is not null && File.Exists(Path.Join(prefix, Settings));

    private TransactionResult Link(PrefixTransaction transaction, CancellationToken stop)
    {
        services.Progress.Begin("Linking", ProgressUnit.Items, transaction.Link.Count);
        return TransactionRunner.Run(transaction, _ => services.Progress.Add(1), stop);
    }

    private void Warn(TransactionResult result)
    {
        foreach (var pair in result.Clashes.GroupBy(c => (c.Loser, c.Winner)))
        {
            var first = pair.First().Path;
            var more = pair.Count() > 1 ? $" and {pair.Count() - 1} more" : "";
            services.Warn($"{pair.Key.Loser} and {pair.Key.Winner} both bring `{first}`{more}; those of {pair.Key.Winner} are there");
        }
    }

    private void Compile(EnvironmentChange change, TransactionResult result, IReadOnlyList<PrefixRecord> installed, CancellationToken stop)
    {
        if (!options.CompilesBytecode || IsForeign || PythonChange.TargetOf(change, installed) is not { } python)
        {
            return;
        }

        var packages = result.Linked.Where(l => l.Package.Record.NoArch == "python").ToList();
        var modules = packages.SelectMany(p => BytecodeCompiler.Modules(p.Files.Paths, python)).ToList();
        if (modules.Count == 0)
        {
            return;
        }

        services.Progress.Begin("Compiling", ProgressUnit.Files, modules.Count);
        var compiler = new BytecodeCompiler(change.Prefix, python, services.Configuration.Host.Variables);
        if (compiler.Run(modules, stop) is { } problem)
        {
            services.Warn($"Python modules were not compiled, so that their first import is slower: {problem}");
        }

        foreach (var (package, files) in packages)
        {
            var compiled = BytecodeCompiler.Modules(files.Paths, python).Select(python.CodeOf).Where(p => File.Exists(Path.Join(change.Prefix, p)))
                .Select(p => new PrefixPath(p, PrefixPathType.PycFile)).ToList();
            if (compiled.Count > 0)
            {
                var record = PrefixRecordWriter.Write(package, [.. files.Paths, .. compiled], package.IsTemporary ? LinkType.Copy : files.Link);
                AtomicFile.Write(Path.Join(change.Prefix, "conda-meta", $"{package.Record.DistName}.json"), record);
            }
        }
    }

    private void Register(string prefix)
    {
        try
        {
            EnvironmentRegistry.Add(services.Configuration, prefix);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            services.Warn($"`{prefix}` is not in conda's list of environments: {exception.Message.TrimEnd('.')}");
        }
    }
}
