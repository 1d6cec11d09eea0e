using Tare.Cli.Terminals;
using Tare.Conda.Checking;

namespace Tare.Cli.Views.Conda;

/// <summary>Shows what is wrong with an environment.</summary>
internal sealed class HealthView(Terminal terminal)
{
    internal void Write(string prefix, IReadOnlyList<HealthProblem> problems, bool json)
    {
        if (json)
        {
            WriteJson(prefix, problems);
            return;
        }

        var output = terminal.Output;
        output.WriteLine($"environment: {prefix}");
        foreach (var kind in problems.GroupBy(p => p.Kind))
        {
            output.WriteLine();
            output.WriteLine($"{Title(kind.Key)}: {kind.Count()}");
            foreach (var problem in kind)
            {
                output.WriteLine($"  {(problem.Package.Length > 0 ? problem.Package + ": " : "")}{problem.Path}{(problem.Detail.Length > 0 ? $" ({problem.Detail})" : "")}");
            }
        }

        output.WriteLine(problems.Count == 0 ? "every file is as its record says" : "");

        // What to do about it is said behind it, also in a log of both streams.
        output.Flush();
    }

    /// <summary>Says what to do about what was found.</summary>
    internal void Advise(IReadOnlyList<HealthProblem> problems, bool wasFixed)
    {
        if (problems.Count > 0 && !wasFixed)
        {
            terminal.Error.WriteLine("hint: --fix mends this");
        }
        else if (problems.Any(p => p.Kind == HealthProblemKind.DamagedRecord))
        {
            terminal.Error.WriteLine("hint: neither the package cache nor a channel has the packages of these records; name the channel with -c, or remove the files");
        }
    }

    private void WriteJson(string prefix, IReadOnlyList<HealthProblem> problems) => JsonText.Write(terminal.Output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("prefix", prefix);
        writer.WriteStartArray("problems");
        foreach (var problem in problems)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", Title(problem.Kind));
            writer.WriteString("package", problem.Package);
            writer.WriteString("path", problem.Path);
            writer.WriteString("detail", problem.Detail);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("success", problems.Count == 0);
        writer.WriteEndObject();
    });

    private static string Title(HealthProblemKind kind) => kind switch
    {
        HealthProblemKind.MissingFile => "missing files",
        HealthProblemKind.AlteredFile => "altered files",
        HealthProblemKind.BrokenLink => "broken links",
        HealthProblemKind.MisplacedLink => "links that lead elsewhere",
        HealthProblemKind.NotExecutable => "programs that may not be executed",
        HealthProblemKind.DamagedRecord => "damaged records",
        HealthProblemKind.StaleRecord => "stale records",
        HealthProblemKind.MissingDependency => "missing dependencies",
        HealthProblemKind.InterruptedChange => "interrupted changes",
        HealthProblemKind.Leftover => "leftovers",
        HealthProblemKind.MalformedPin => "malformed pins",
        _ => "not in conda's list of environments",
    };
}
