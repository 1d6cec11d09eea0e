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
        ModuleCompiler? compiler = null;
        try
        {
            UnpackLibraries(files, stop);
            var needed = new CompilerFiles(files, root, package.Environment);
            needed.UnpackPython(stop);
            var place = new PythonPlace(sandbox, files, root.Path, package.Python!);
            (compiler, var problem) = ModuleCompiler.Start(place);
            while (compiler is null && needed.UnpackMore(problem ?? "", stop))
            {
                (compiler, problem) = ModuleCompiler.Start(place);
            }

            if (compiler is null)
            {
                warn($"Python modules were not compiled, so that their first import is slower: the image's Python does not run here: {problem}");
            }

            return compiler;
        }
        finally
        {
            if (compiler is null)
            {
                files.Dispose();
            }
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
}
