using Tare.Conda.Prefixes;
using Tare.Images.Bytecode;

namespace Tare.Images.Building;

/// <summary>
/// Writes the compiled modules of a package some modules behind their sources, so that several are compiled at a time, the order is the
/// same each time, and only a few are in memory.
/// </summary>
internal sealed class CompiledModules(PackageContent package, LayerTar tar, ModuleCompiler compiler, CancellationToken stop)
{
    // Modules differ in size: with so many on their way no process waits for a longer one of another. So many are written in one go,
    // since what is alike shrinks best side by side.
    private const int Batch = 32;
    private readonly HashSet<string> _own = package.Plan.Items.Select(i => i.Target).ToHashSet(StringComparer.Ordinal);
    private readonly Queue<Pending> _pending = new();
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

        _pending.Enqueue(new Pending(code, time, compiler.CompileAsync($"{tar.Root.Path}/{module}", source)));
        if (_pending.Count == 2 * Batch)
        {
            WriteUpTo(Batch);
        }
    }

    /// <summary>Writes what is left.</summary>
    internal void Finish() => WriteUpTo(0);

    private void WriteUpTo(int left)
    {
        while (_pending.Count > left)
        {
            var next = _pending.Dequeue();
            var code = next.Compiling.WaitAsync(stop).GetAwaiter().GetResult();
            if (code.Length > 0)
            {
                tar.File($"{tar.Root.Folder}/{next.Path}", 0x1A4, next.Time, code);
                _written.Add(new PrefixPath(next.Path, PrefixPathType.PycFile));
            }
        }
    }

    private sealed record Pending(string Path, long Time, Task<byte[]> Compiling);
}
