using System.Diagnostics;
using System.Text;
using Tare.Conda.Linking;
using Tare.Conda.Prefixes;

namespace Tare.Conda.Installing;

/// <summary>
/// Compiles the modules of noarch packages with the environment's own Python, as conda does, so that the first import does not,
/// and users who may not write there profit too.
/// </summary>
internal sealed class BytecodeCompiler(string prefix, PythonTarget python, IReadOnlyDictionary<string, string> variables)
{
    /// <summary>The modules among the files of a noarch package.</summary>
    internal static IEnumerable<string> Modules(IReadOnlyList<PrefixPath> paths, PythonTarget python) =>
        paths.Select(p => p.Path).Where(python.IsModule);

    /// <summary>Compiles; null, or what went wrong. A module that does not compile, as templates do not, is left alone.</summary>
    internal string? Run(IReadOnlyCollection<string> modules, CancellationToken stop)
    {
        var start = new ProcessStartInfo(Path.Join(prefix, python.Program))
        {
            WorkingDirectory = prefix,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var word in (string[])["-Wi", "-m", "compileall", "-q", "-l", "-j", "0", "-i", "-"])
        {
            start.ArgumentList.Add(word);
        }

        ScriptVariables.Apply(start, variables);
        try
        {
            using var process = Process.Start(start)!;
            using var cancel = stop.Register(process.Kill);
            var said = new StringBuilder();
            process.OutputDataReceived += (_, line) => Append(said, line.Data);
            process.ErrorDataReceived += (_, line) => Append(said, line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            foreach (var module in modules)
            {
                process.StandardInput.Write(module + "\n");
            }

            process.StandardInput.Close();
            process.WaitForExit();
            stop.ThrowIfCancellationRequested();
            var ran = process.ExitCode == 0 || modules.Any(m => File.Exists(Path.Join(prefix, python.CodeOf(m))));
            return ran ? null : $"`{start.FileName}` exited with {process.ExitCode}: {LastLine(said)}";
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException)
        {
            return $"`{start.FileName}` cannot be run: {exception.Message}";
        }
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private static string LastLine(StringBuilder text) => text.ToString().TrimEnd().Split('\n')[^1].Trim();
}
