using Tare.Conda.Prefixes;
using Tare.Images.Bytecode;

namespace Tare.Images.Building;

/// <summary>
/// Writes the compiled modules of a package a few modules behind their sources, so that several are compiled at a time, the order is the
/// same each time, and only a few are in memory.
/// </summary>
internal sealed class CompiledModules(PackageContent package, LayerTar tar, ModuleCompiler compiler)
{
    // Modules differ in size: with so many on their way no process waits for a longer one of another.
    private const int Behind = 32;
    private readonly HashSet<string> _own = package.Plan.Items.Select(i => i.Target).ToHashSet(StringComparer.Ordinal);
    private readonly Queue<(string Path, long Time, Task<byte[]> Code)> _pending = new();
    private readonly List<PrefixPath> _written = [];

    /// <summary>What was written, for the package's record.</summary>
    internal IReadOnlyList<PrefixPath> Written => _written;

    /// <summary>Takes a module in. What the package leaves to another, or brings compiled, is not compiled.</summary>
    internal void Take(string module, byte[] source, long time)
    {
        var code = package.Python!.CodeOf(module);
        if (package.Left.Contains(module) || _own.Contains(code))
        {
            return;
        }

        _pending.Enqueue((code, time, compiler.CompileAsync($"{tar.Root.Path}/{module}", source)));
        WriteUpTo(Behind);
    }

    /// <summary>Writes what is left.</summary>
    internal void Finish() => WriteUpTo(0);

    private void WriteUpTo(int left)
    {
        while (_pending.Count > left)
        {
            var (path, time, compiling) = _pending.Dequeue();
            var code = compiling.GetAwaiter().GetResult();
            if (code.Length > 0)
            {
                tar.File($"{tar.Root.Folder}/{path}", 0x1A4, time, code);
                _written.Add(new PrefixPath(path, PrefixPathType.PycFile));
            }
        }
    }
}
