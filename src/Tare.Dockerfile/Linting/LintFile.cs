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
        Runs = ReadRuns(Stages);
        ShippedStages = Stages.IsEmpty ? [] : Stages[^1].Chain;
        ShippedRuns = ShippedStages.Length == Stages.Length ? Runs : [.. Runs.Where(r => ShippedStages.Contains(r.Stage))];
    }

    /// <summary>The tree.</summary>
    public DockerfileSyntax Syntax { get; }

    /// <summary>What the look depends on besides the file.</summary>
    public LintSettings Settings { get; }

    /// <summary>The text.</summary>
    public SourceText Source => Syntax.Source;

    /// <summary>The stages, in order.</summary>
    public ImmutableArray<Stage> Stages { get; }

    /// <summary>Every RUN, in order.</summary>
    public ImmutableArray<RunStep> Runs { get; }

    /// <summary>The stage that becomes the image, and those it builds on: what their layers hold is shipped.</summary>
    public ImmutableArray<Stage> ShippedStages { get; }

    /// <summary>The RUNs whose layers are shipped.</summary>
    public ImmutableArray<RunStep> ShippedRuns { get; }

    /// <summary>Reads and prepares a text.</summary>
    public static LintFile Parse(string text, LintSettings? settings = null) => new(DockerfileParser.Parse(text), settings);

    private static ImmutableArray<RunStep> ReadRuns(ImmutableArray<Stage> stages)
    {
        var runs = ImmutableArray.CreateBuilder<RunStep>();
        foreach (var stage in stages)
        {
            foreach (var instruction in stage.Instructions)
            {
                if (instruction.Keyword == "RUN")
                {
                    runs.Add(new RunStep(stage, instruction));
                }
            }
        }

        return runs.DrainToImmutable();
    }
}
