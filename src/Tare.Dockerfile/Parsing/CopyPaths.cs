using Tare.Dockerfile.Shell;
using Tare.Dockerfile.Stages;

namespace Tare.Dockerfile.Parsing;

/// <summary>The paths of a COPY or ADD, variables replaced as far as they are known.</summary>
/// <param name="Sources">What is copied.</param>
/// <param name="Destination">Where to.</param>
internal sealed record CopyPaths(IReadOnlyList<string> Sources, string Destination)
{
    internal static CopyPaths Read(StageInstruction copy)
    {
        var words = copy.Syntax.ExecForm is { } exec
            ? exec.Select(w => w.Text)
            : ShellParser.Parse(copy.Syntax.Arguments).Commands.SelectMany(c => c.Assignments.Concat(c.Words)).Select(w => w.Text);
        var paths = words.Select(copy.Variables.Expand).ToArray();
        return paths.Length == 0 ? new CopyPaths([], "") : new CopyPaths(paths[..^1], paths[^1]);
    }
}
