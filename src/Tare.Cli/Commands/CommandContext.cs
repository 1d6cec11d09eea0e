using System.Collections;
using Tare.Cli.Terminals;
using Tare.Primitives.Posix;

namespace Tare.Cli.Commands;

/// <summary>Everything ambient that a command may touch. Tests make their own.</summary>
/// <param name="Terminal">The standard streams.</param>
/// <param name="Environment">The environment variables.</param>
/// <param name="WorkingDirectory">What relative paths start from.</param>
/// <param name="Clock">The time.</param>
public sealed record CommandContext(
    Terminal Terminal, IReadOnlyDictionary<string, string> Environment, string WorkingDirectory, TimeProvider Clock)
{
    /// <summary>The name the program was called by (argv[0] without its folder).</summary>
    public string ProgramName { get; init; } = "tare";

    /// <summary>The folder that holds <c>etc</c> and <c>opt</c>; a test makes its own machine in another.</summary>
    public string SystemRoot { get; init; } = "/";

    /// <summary>Becomes another program: file, arguments, variables. Does not return when it succeeds, else answers with the error number; a test only looks.</summary>
    public Func<string, IReadOnlyList<string>, IEnumerable<KeyValuePair<string, string>>, int> ReplaceProcess { get; init; } = ProgramImage.Replace;

    /// <summary>The context of this process.</summary>
    public static CommandContext FromProcess()
    {
        var environment = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);
        return new CommandContext(Terminal.FromProcess(environment), environment, CurrentDirectory(environment), TimeProvider.System);
    }

    // A working directory that was deleted has no path; commands that do not need one still work.
    private static string CurrentDirectory(Dictionary<string, string> environment)
    {
        try
        {
            return System.Environment.CurrentDirectory;
        }
        catch (IOException)
        {
            return environment.GetValueOrDefault("PWD", "/");
        }
    }
}
