using System.Diagnostics;
using System.Text;
using Tare.Conda.Linking;
using Tare.Images.Sandboxing;

namespace Tare.Images.Building;

/// <summary>
/// Compiles modules with the image's own Python. What Python writes for a module depends on what the process has seen before, so
/// each module has a process of its own, forked from one that has seen nothing; and the hash seed is fixed. Files are never checked
/// against their sources (PEP 552), whose times a copy of the image may change.
/// </summary>
internal sealed class ModuleCompiler : IDisposable
{
    // Part of what compiled modules depend on: see LayerKey.
    internal const string Program = """
        import os, py_compile, sys
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        running = 0
        for line in sys.stdin:
            module, _, compiled = line.rstrip('\n').partition('\t')
            if not module:
                while running:
                    os.wait()
                    running -= 1
                print('done', flush=True)
                continue
            if running >= 2:
                os.wait()
                running -= 1
            if os.fork() == 0:
                try:
                    py_compile.compile(module, compiled, module, doraise=True, invalidation_mode=mode)
                except BaseException:
                    pass
                os._exit(0)
            running += 1
        """;

    private readonly SandboxRoot _root;
    private readonly Process _process;
    private readonly Lock _turn = new();

    private ModuleCompiler(SandboxRoot root, Process process) => (_root, _process) = (root, process);

    /// <summary>Starts the Python of a prefix; null, and why it does not start. The root is the compiler's from then on.</summary>
    internal static (ModuleCompiler? Compiler, string? Problem) Start(Sandbox sandbox, SandboxRoot root, string prefix, PythonTarget python)
    {
        KeyValuePair<string, string>[] variables = [new("PATH", $"{prefix}/bin"), new("PYTHONHASHSEED", "0"), new("PYTHONUTF8", "1"), new("LC_ALL", "C.UTF-8")];
        var process = sandbox.Start(root, [$"{prefix}/{python.Program}", "-B", "-s", "-S", "-Wignore", "-c", Program], variables);
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        var compiler = new ModuleCompiler(root, process);
        if (compiler.Ask([]))
        {
            return (compiler, null);
        }

        process.WaitForExit();
        compiler.Dispose();
        return (null, errors.ToString().TrimEnd().Split('\n')[^1].Trim());
    }

    /// <summary>
    /// Compiles modules, given by their absolute paths in the image and those of their code. Code is missing for what is not Python's
    /// language, as with templates, which are left alone.
    /// </summary>
    internal IEnumerable<(string Code, byte[] Content)> Compile(IReadOnlyList<(string Module, string Code, byte[] Source)> modules)
    {
        lock (_turn)
        {
            foreach (var (module, code, source) in modules)
            {
                var file = _root.PathOf(module);
                Directory.CreateDirectory(Path.GetDirectoryName(_root.PathOf(code))!);
                using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1);
                stream.Write(source);
            }

            if (!Ask(modules.Select(m => $"{m.Module}\t{m.Code}")))
            {
                throw new ImageException("the image's Python ended while it compiled modules", "leave them out with --no-bytecode");
            }

            var compiled = modules.Where(m => File.Exists(_root.PathOf(m.Code))).Select(m => (m.Code, File.ReadAllBytes(_root.PathOf(m.Code)))).ToList();
            foreach (var (module, code, _) in modules)
            {
                File.Delete(_root.PathOf(module));
                File.Delete(_root.PathOf(code));
            }

            return compiled;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        _root.Dispose();
    }

    private bool Ask(IEnumerable<string> lines)
    {
        try
        {
            _process.StandardInput.Write(string.Concat(lines.Append("").Select(l => l + "\n")));
            _process.StandardInput.Flush();
            return _process.StandardOutput.ReadLine() == "done";
        }
        catch (IOException)
        {
            return false;
        }
    }
}
