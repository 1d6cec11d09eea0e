using System.Buffers;
using Tare.Archives.Packages;
using Tare.Conda.Linking;
using Tare.Conda.Prefixes;
using Tare.Primitives.Concurrency;
using Tare.Primitives.Files;

namespace Tare.Conda.Transactions;

/// <summary>Puts the packages of a change, their records and the history into a folder from which they only have to be moved.</summary>
internal sealed class TransactionStaging(PrefixTransaction transaction, string folder)
{
    // Linking is system calls; two threads keep both cores busy, more only wait for the directory locks.
    private const int Threads = 2;
    private static readonly string[] InfoNames = ["paths.json", "files", "has_prefix", "no_link"];

    private readonly List<string> _documents = [];
    private LinkedPackage[] _linked = [];
    private PathOwnership? _ownership;

    internal IReadOnlyList<PathClash> Clashes { get; private set; } = [];

    internal TransactionResult Result => new(Clashes, [.. transaction.Link.Zip(_linked)]);

    /// <summary>Every path below the folder, in an order of their own.</summary>
    internal IReadOnlyList<string> Paths =>
        [.. _linked.SelectMany(l => l.Paths).Where(p => _ownership?.IsLost(p) != true).Select(p => p.Path).Concat(_documents).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Fills the folder. Other files of the change lie in <c>conda-meta</c>.</summary>
    internal void Fill(Action<TransactionPackage>? placed, CancellationToken stop)
    {
        Directory.CreateDirectory(Path.Join(folder, "conda-meta"));
        var plans = new PackageLinkPlan[transaction.Link.Count];
        ForEach(plans.Length, () => i => plans[i] = Plan(transaction.Link[i]), stop);
        var ownership = PathOwnership.Decide([.. transaction.Link.Zip(plans, (p, l) => (p.Record.Name, l))]);
        (_ownership, Clashes) = (ownership, ownership.Clashes);
        var linkers = transaction.Link.Select((p, i) => Linker(p, plans[i], ownership, i)).ToArray();
        for (var i = 0; i < plans.Length; i++)
        {
            linkers[i].MakeSymbolicLinks(plans[i]);
        }

        var linked = _linked = new LinkedPackage[plans.Length];
        ForEach(plans.Length, () =>
        {
            var record = new ArrayBufferWriter<byte>();
            return index =>
            {
                var package = transaction.Link[index];
                linked[index] = linkers[index].Link(plans[index], stop);
                PrefixRecordWriter.Write(record, package, package.IsTemporary ? linked[index] with { Link = LinkType.Copy } : linked[index]);
                Write(RecordPathOf(package), record.WrittenSpan);
                placed?.Invoke(package);
            };
        }, stop);
        _documents.AddRange(transaction.Link.Select(RecordPathOf));
        _documents.AddRange(transaction.Complete?.Invoke(folder, stop) ?? []);
        foreach (var (path, content) in Documents())
        {
            Write(path, content);
            _documents.Add(path);
        }
    }

    private static string RecordPathOf(TransactionPackage package) => $"conda-meta/{package.Record.DistName}.json";

    private static void ForEach(int count, Func<Action<int>> worker, CancellationToken stop)
    {
        var crew = new WorkCrew<int>(Math.Min(Threads, Math.Max(1, count)));
        for (var i = 0; i < count; i++)
        {
            crew.Add(i);
        }

        crew.Run(worker, stop);
    }

    // Nothing in the staging folder counts before all of it does, so a file needs no name of its own until it is whole.
    private void Write(string path, ReadOnlySpan<byte> content)
    {
        using var file = File.OpenHandle(Path.Join(folder, path), FileMode.Create, FileAccess.Write);
        RandomAccess.Write(file, content, 0);
    }

    private PackageLinker Linker(TransactionPackage package, PackageLinkPlan plan, PathOwnership ownership, int index) =>
        new(package.ExtractedFolder, folder, new LinkOptions(transaction.Prefix)
        {
            Method = package.IsTemporary ? LinkMethod.HardLink : transaction.Method,
            Python = transaction.Python,
            Left = ownership.LeftBy(index, plan),
        });

    private IEnumerable<(string Path, byte[] Content)> Documents()
    {
        var history = Path.Join(transaction.Prefix, "conda-meta", "history");
        var before = !transaction.Replaces && File.Exists(history) ? File.ReadAllBytes(history) : [];
        yield return ("conda-meta/history", [.. before, .. System.Text.Encoding.UTF8.GetBytes(transaction.History)]);
        foreach (var (path, content) in transaction.Files)
        {
            yield return (path, content);
        }
    }

    private PackageLinkPlan Plan(TransactionPackage package)
    {
        var info = Path.Join(package.ExtractedFolder, "info");
        byte[]? Read(string name) => Path.Join(info, name) is var path && File.Exists(path) ? File.ReadAllBytes(path) : null;
        using var json = RentedContent.TryRead(Path.Join(info, InfoNames[0]));
        var paths = json is not null
            ? PackagePaths.Parse(json.Span, package.ExtractedFolder)
            : Read(InfoNames[1]) is { } files
                ? PackagePaths.ParseLegacy(files, Read(InfoNames[2]), Read(InfoNames[3]), package.ExtractedFolder)
                : throw new TransactionException($"`{package.ExtractedFolder}` has no list of its files", "remove that folder; it will be fetched again");
        return PackageLinkPlan.Make(paths, Read("link.json"), transaction.Python, package.ExtractedFolder);
    }
}
