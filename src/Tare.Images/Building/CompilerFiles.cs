using Tare.Archives.Tar;
using Tare.Conda.MatchSpecs;
using Tare.Images.Sandboxing;

namespace Tare.Images.Building;

/// <summary>
/// What a Python needs of its environment to compile modules. The less is unpacked for it, the sooner it starts: first its own package,
/// then what its loader asks for, and for a Python that is put together in another way all there is.
/// </summary>
internal sealed class CompilerFiles(SandboxRoot files, LayerRoot root, IReadOnlyList<PackageContent> environment)
{
    private const string Python = "python";

    // What importlib imports, directly or not; the codecs of sources that are not UTF-8, and unicodedata for names that are not ASCII.
    private static readonly string[] Folders = ["collections", "encodings", "importlib", "lib-dynload", "re"];
    private readonly IReadOnlyList<PackageContent> _all = [.. Closure(environment)];
    private readonly HashSet<PackageContent> _unpacked = new(ReferenceEqualityComparer.Instance);
    private bool _isWhole;

    /// <summary>Unpacks Python's package.</summary>
    internal void UnpackPython(CancellationToken stop) => Unpack(_all.Where(p => p.Record.Name == Python), stop);

    /// <summary>Unpacks the libraries that Python named when it did not start, or all there is; false when that is done already.</summary>
    internal bool UnpackMore(string problem, CancellationToken stop)
    {
        var asked = _all.Where(p => !_unpacked.Contains(p) && p.Plan.Items.Any(i => IsLibrary(i.Target) && problem.Contains(NameOf(i.Target), StringComparison.Ordinal))).ToList();
        if (asked.Count > 0)
        {
            Unpack(asked, stop);
            return true;
        }

        if (_isWhole)
        {
            return false;
        }

        _isWhole = true;
        Unpack(_all, stop);
        return true;
    }

    private void Unpack(IEnumerable<PackageContent> packages, CancellationToken stop)
    {
        foreach (var package in packages)
        {
            Unpack(package, stop);
            _unpacked.Add(package);
        }
    }

    private void Unpack(PackageContent package, CancellationToken stop)
    {
        using var spool = new FileStream(Path.Join(files.Folder, "tmp", package.Distribution), new FileStreamOptions
        {
            Access = FileAccess.ReadWrite,
            Mode = FileMode.CreateNew,
            Options = FileOptions.DeleteOnClose,
        });
        using var tar = new TarWriter(spool, leaveOpen: true);
        var unwanted = new TrimRule("unwanted", "nothing reads them while modules are compiled", p => !_isWhole && !IsWanted(package, p));
        new PackageLayerWriter(package, new LayerTar(tar, root), new LayerOptions { Trim = [unwanted] }).Write(stop);
        tar.Finish();
        spool.Position = 0;
        files.Unpack(spool, package.Archive, null, stop);
    }

    private static bool IsWanted(PackageContent package, string path)
    {
        if (package.Record.Name != Python)
        {
            return IsLibrary(path);
        }

        var parts = path.Split('/');
        return parts[0] == "bin" || IsLibrary(path)
            || (parts is ["lib", var library, ..] && library == $"python{package.Python!.Version}" && (parts.Length == 3 || Folders.Contains(parts[2])));
    }

    private static bool IsLibrary(string path) => path.StartsWith("lib/", StringComparison.Ordinal) && NameOf(path).Contains(".so", StringComparison.Ordinal);

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    // Python and what it depends on; a virtual package is nobody's.
    private static IEnumerable<PackageContent> Closure(IReadOnlyList<PackageContent> environment)
    {
        var byName = environment.ToDictionary(p => p.Record.Name, StringComparer.Ordinal);
        var wanted = new Queue<string>([Python]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (wanted.TryDequeue(out var name))
        {
            if (byName.TryGetValue(name, out var package) && seen.Add(name))
            {
                package.Record.Depends.Select(MatchSpec.NameOf).OfType<string>().ToList().ForEach(wanted.Enqueue);
            }
        }

        return environment.Where(p => seen.Contains(p.Record.Name) && !p.Plan.IsNoarchPython);
    }
}
