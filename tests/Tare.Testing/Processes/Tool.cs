using System.Diagnostics;

namespace Tare.Testing.Processes;

/// <summary>What a program said, and how it ended.</summary>
public sealed record ToolResult(int ExitCode, string Output, string Error);

/// <summary>Runs the programs of the operating system that tests and the demo stand on.</summary>
public static class Tool
{
    /// <summary>The program is on PATH.</summary>
    public static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(f => File.Exists(Path.Combine(f, program)));

    /// <summary>Standard output of a program that must succeed.</summary>
    public static string Run(string program, params IEnumerable<string> arguments)
    {
        var words = arguments.ToArray();
        var result = Try(program, words);
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException($"`{program} {string.Join(' ', words)}` ended with {result.ExitCode}: {result.Error}{result.Output}");
    }

    /// <summary>Runs a program, whatever its end.</summary>
    public static ToolResult Try(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ToolResult(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
