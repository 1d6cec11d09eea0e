using System.Collections.Concurrent;

namespace Tare.Images.Bytecode;

/// <summary>
/// Compiles modules with the image's own Python, several at a time, each in whichever process is free: a module's bytes depend on its
/// source and its path alone.
/// </summary>
internal sealed class ModuleCompiler : IDisposable
{
    private const int MostProcesses = 4;

    // Reading what Python wrote goes as deep as Python does.
    private const int StackSize = 4 << 20;
    private readonly BlockingCollection<CompilerJob> _jobs = [];
    private readonly PythonPlace _place;
    private readonly CodeLayout? _layout;
    private readonly PythonProcess?[] _running;
    private readonly Thread[] _threads;

    private ModuleCompiler(PythonPlace place, PythonProcess first, int processes)
    {
        (_place, _layout, _running) = (place, CodeLayout.Of(first.Magic), new PythonProcess?[processes]);
        _running[0] = first;
        _threads = [.. _running.Select((_, i) => new Thread(() => Work(i), StackSize) { IsBackground = true, Name = "compiler" })];
        foreach (var thread in _threads)
        {
            thread.Start();
        }
    }

    /// <summary>Starts Python, and the place's root is the compiler's; null, and why it does not start.</summary>
    internal static (ModuleCompiler? Compiler, string? Problem) Start(PythonPlace place, int? processes = null)
    {
        var (first, problem) = PythonProcess.Start(place);
        return first is null ? (null, problem) : (new ModuleCompiler(place, first, processes ?? Math.Clamp(Environment.ProcessorCount, 1, MostProcesses)), null);
    }

    /// <summary>The compiled module, once a process had time for it; empty for what is not Python's language, as with templates.</summary>
    internal Task<byte[]> CompileAsync(string module, byte[] source)
    {
        var job = new CompilerJob(module, source);
        _jobs.Add(job);
        return job.Compiled;
    }

    public void Dispose()
    {
        _jobs.CompleteAdding();
        while (_jobs.TryTake(out var job))
        {
            job.Cancel();
        }

        foreach (var process in _running)
        {
            process?.Kill();
        }

        foreach (var thread in _threads)
        {
            thread.Join();
        }

        _jobs.Dispose();
        _place.Root.Dispose();
    }

    private void Work(int worker)
    {
        foreach (var job in _jobs.GetConsumingEnumerable())
        {
            job.Run(j => Compile(j, worker));
        }

        _running[worker]?.Dispose();
    }

    private byte[] Compile(CompilerJob job, int worker)
    {
        // Python may end for want of memory, or because somebody ends it: it gets a second chance.
        for (var isLast = false; ; isLast = true)
        {
            try
            {
                var python = _running[worker] ??= PythonProcess.Start(_place).Python ?? throw new IOException("Python does not start again");
                var compiled = python.Compile(job.Module, job.Source);
                return compiled.Length > 0 && _layout is { } layout ? CompiledModule.Settle(compiled, layout) : compiled;
            }
            catch (IOException exception)
            {
                _running[worker]?.Dispose();
                _running[worker] = null;
                if (isLast || _jobs.IsAddingCompleted)
                {
                    throw new ImageException($"the image's Python ended while it compiled `{job.Module}`", "leave compiled modules out with --no-bytecode", exception);
                }
            }
        }
    }
}
