using Tare.Dockerfile.Parsing;
using Tare.Dockerfile.Stages;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Linting;

/// <summary>A Dockerfile as rules see it: its tree, its stages and its RUN steps, each computed once.</summary>
public sealed class LintFile
{
    /// <summary>Prepares a file.</summary>
    public LintFile(DockerfileSyntax syntax, LintSettings? settings = null)
    {
        Syntax = syntax;
        Settings = settings ?? new LintSettings();
        Stages = StageReader.Read(syntax);
        // Arrays, which LINQ walks without asking an interface for each element.
        Runs = Stages.SelectMany(s => s.Instructions.Where(i => i.Keyword == "RUN").Select(i => new RunStep(s, i))).ToArray();
        ShippedStages = Stages.Count == 0 ? [] : Stages[^1].Chain;
        ShippedRuns = Runs.Where(r => ShippedStages.Contains(r.Stage)).ToArray();
    }

    /// <summary>The tree.</summary>
    public DockerfileSyntax Syntax { get; }

    /// <summary>What the look depends on besides the file.</summary>
    public LintSettings Settings { get; }

    /// <summary>The text.</summary>
    public SourceText Source => Syntax.Source;

    /// <summary>The stages, in order.</summary>
    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>Every RUN, in order.</summary>
    public IReadOnlyList<RunStep> Runs { get; }

    /// <summary>The stage that becomes the image, and those it builds on: what their layers hold is shipped.</summary>
    public IReadOnlyList<Stage> ShippedStages { get; }

    /// <summary>The RUNs whose layers are shipped.</summary>
    public IReadOnlyList<RunStep> ShippedRuns { get; }

    /// <summary>Reads and prepares a text.</summary>
    public static LintFile Parse(string text, LintSettings? settings = null) => new(DockerfileParser.Parse(text), settings);
}
