using Tare.Archives.Tar;
using Tare.Conda.Linking;
using Tare.Conda.Records;
using Tare.Images.Bytecode;
using Tare.Images.Sandboxing;

namespace Tare.Images.Building;

/// <summary>
/// The compilers of an image's environments, each started when it is first needed: what Python needs to start is taken from the base
/// (or, for an image without one, from this machine) and from Python's package and those it depends on.
/// </summary>
internal sealed class ModuleCompilers(ImageBuildPlan plan, Sandbox sandbox, Action<string> warn) : IDisposable
{
    private readonly Dictionary<string, ModuleCompiler?> _started = new(StringComparer.Ordinal);
    private readonly Lock _turn = new();

    /// <summary>The compiler of the environment that a package belongs to, or null where its Python does not run.</summary>
    internal ModuleCompiler? Get(LayerRoot root, PackageContent package, CancellationToken stop)
    {
        lock (_turn)
        {
            if (!_started.TryGetValue(root.Path, out var compiler))
            {
                _started[root.Path] = compiler = Start(root, package, stop);
            }

            return compiler;
        }
    }

    public void Dispose()
    {
        foreach (var compiler in _started.Values)
        {
            compiler?.Dispose();
        }
    }

    private ModuleCompiler? Start(LayerRoot root, PackageContent package, CancellationToken stop)
    {
        var files = new SandboxRoot();
        try
        {
            UnpackLibraries(files, stop);
            foreach (var part in Closure(package.Environment))
            {
                Unpack(part, root, files, stop);
            }

            var (compiler, problem) = ModuleCompiler.Start(new PythonPlace(sandbox, files, root.Path, package.Python!));
            if (compiler is null)
            {
                warn($"Python modules were not compiled, so that their first import is slower: the image's Python does not run here: {problem}");
            }

            return compiler;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    private void UnpackLibraries(SandboxRoot files, CancellationToken stop)
    {
        foreach (var layer in plan.Base?.Image.Layers ?? [])
        {
            files.Unpack(layer, p => p[(p.LastIndexOf('/') + 1)..].Contains(".so", StringComparison.Ordinal), stop);
        }

        if (plan.Base is null)
        {
            HostLibraries.CopyTo(files);
        }
    }

    private static void Unpack(PackageContent package, LayerRoot root, SandboxRoot files, CancellationToken stop)
    {
        using var spool = new FileStream(Path.Join(files.Folder, "tmp", package.Distribution), new FileStreamOptions
        {
            Access = FileAccess.ReadWrite,
            Mode = FileMode.CreateNew,
            Options = FileOptions.DeleteOnClose,
        });
        using var tar = new TarWriter(spool, leaveOpen: true);
        new PackageLayerWriter(package, new LayerTar(tar, root), new LayerOptions { Trim = TrimRule.Inference }).Write(stop);
        tar.Finish();
        spool.Position = 0;
        files.Unpack(spool, package.Archive, null, stop);
    }

    // Python and what it depends on; a virtual package is nobody's.
    private static IEnumerable<PackageContent> Closure(IReadOnlyList<PackageContent> environment)
    {
        var byName = environment.ToDictionary(p => p.Record.Name, StringComparer.Ordinal);
        var wanted = new Queue<string>(["python"]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (wanted.TryDequeue(out var name))
        {
            if (byName.TryGetValue(name, out var package) && seen.Add(name))
            {
                package.Record.Depends.ToList().ForEach(d => wanted.Enqueue(d.Split(' ')[0]));
            }
        }

        return environment.Where(p => seen.Contains(p.Record.Name) && !p.Plan.IsNoarchPython);
    }
}
