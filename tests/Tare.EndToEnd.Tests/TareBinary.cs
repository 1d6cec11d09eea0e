using System.Diagnostics;
using Tare.Testing;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests;

/// <summary>The published native binary: <c>$TARE_BINARY</c>, else <c>artifacts/tare</c>.</summary>
internal static class TareBinary
{
    internal const string Missing = "needs the native binary: run `./dev publish`, or set TARE_BINARY";

    internal static string Path { get; } = Environment.GetEnvironmentVariable("TARE_BINARY") is { Length: > 0 } named
        ? named
        : System.IO.Path.Combine(Repository.Root, "artifacts", "tare");

    internal static bool IsRoot { get; } = Environment.UserName == "root";

    internal static void Require() => Assert.SkipUnless(File.Exists(Path), Missing);

    /// <summary>Runs the binary with nothing but PATH and the given variables in its environment.</summary>
    internal static ToolResult Run(IReadOnlyDictionary<string, string>? variables, params IEnumerable<string> arguments) =>
        Tool.Try("env", ["-i", "PATH=/usr/bin:/bin", .. (variables ?? new Dictionary<string, string>()).Select(v => $"{v.Key}={v.Value}"), Path, .. arguments]);

    internal static ToolResult Run(params IEnumerable<string> arguments) => Run(null, arguments);

    /// <summary>Runs a line of shell in which <c>$tare</c> is the binary.</summary>
    internal static ToolResult Shell(string line) => Tool.Try("bash", "-c", $"tare='{Path}'\n{line}");

    /// <summary>Starts the binary without waiting; its output goes nowhere.</summary>
    internal static Process Start(IReadOnlyDictionary<string, string> variables, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
