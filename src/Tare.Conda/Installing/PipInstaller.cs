using System.Diagnostics;
using System.Text;
using Tare.Conda.Configuration;
using Tare.Conda.Linking;
using Tare.Primitives.Files;

namespace Tare.Conda.Installing;

/// <summary>Lets an environment's own pip install the lines of a pip section (install in conda/env/installers/pip.py).</summary>
public sealed class PipInstaller(CondaConfiguration configuration, Action<string> say)
{
    /// <summary>Installs; <see cref="InstallException"/> with pip's own reason where it fails.</summary>
    /// <param name="prefix">The environment.</param>
    /// <param name="python">Its Python.</param>
    /// <param name="requirements">The lines.</param>
    /// <param name="folder">What relative paths in the lines start from: the folder of the file they are in.</param>
    public void Install(string prefix, PythonTarget? python, IReadOnlyList<string> requirements, string folder)
    {
        var program = python is null ? null : Path.Join(prefix, python.Program);
        if (program is null || !File.Exists(program))
        {
            throw new InstallException($"the pip section needs a Python, and `{prefix}` has none", "add python and pip to the dependencies");
        }

        var list = Path.Join(folder, $".tare-pip-{Guid.NewGuid():N}.txt");
        list = IsWritable(folder) ? list : Path.Join(Path.GetTempPath(), Path.GetFileName(list));
        AtomicFile.Write(list, string.Concat(requirements.Select(r => r + "\n")));
        try
        {
            Run(prefix, program, list, folder);
        }
        finally
        {
            File.Delete(list);
        }
    }

    private void Run(string prefix, string program, string list, string folder)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])["-m", "pip", "install", "-U", "-r", list, "--exists-action=b", "--disable-pip-version-check"])
        {
            start.ArgumentList.Add(word);
        }

        ScriptVariables.Apply(start, configuration.Host.Variables);
        start.Environment["PATH"] = $"{Path.Join(prefix, "bin")}:{configuration.Host["PATH"] ?? "/usr/bin:/bin"}";
        start.Environment["CONDA_PREFIX"] = prefix;
        if (configuration.Offline)
        {
            start.Environment["PIP_NO_INDEX"] = "1";
        }

        var errors = new StringBuilder();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        process.OutputDataReceived += (_, line) => Say(line.Data);
        process.ErrorDataReceived += (_, line) =>
        {
            Say(line.Data);
            if (line.Data?.StartsWith("ERROR: ", StringComparison.Ordinal) == true || (errors.Length == 0 && line.Data?.Contains("No module named pip", StringComparison.Ordinal) == true))
            {
                errors.Append(errors.Length > 0 ? "; " : "").Append(line.Data.Replace("ERROR: ", "", StringComparison.Ordinal).TrimEnd('.', ' '));
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InstallException(
                $"pip could not install the pip section: {(errors.Length > 0 ? errors : $"it exited with {process.ExitCode}")}",
                configuration.Offline
                    ? "offline, pip finds only what the lines name by path; the conda packages are installed"
                    : $"the conda packages are installed; mend the pip section and run `tare env update -p {prefix}` with the file");
        }
    }

    private void Say(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            say(line);
        }
    }

    private static bool IsWritable(string folder) => Primitives.Posix.FileAccessCheck.IsWritable(folder);
}
