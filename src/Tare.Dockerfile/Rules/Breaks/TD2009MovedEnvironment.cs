using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Parsing;
using Tare.Dockerfile.Stages;

namespace Tare.Dockerfile.Rules.Breaks;

/// <summary>Copies an environment to another path: its scripts and libraries have the old one written into them.</summary>
internal sealed class TD2009MovedEnvironment() : DockerfileRule("TD2009", Severity.Error, "copy an environment to the path it was made at")
{
    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var copy in file.Stages.Where(s => !IsUnpacked(s)).SelectMany(s => s.Instructions).Where(i => i.Keyword == "COPY" && i.Syntax.Flag("from") is not null))
        {
            var paths = copy.Paths;
            var source = paths.Sources.Count == 1 ? paths.Sources[0].TrimEnd('/') : "";
            var destination = paths.Destination.TrimEnd('/');
            if (source.StartsWith('/') && destination.StartsWith('/') && CondaPaths.IsPrefix(source) && source != destination
                && !source.Contains('$', StringComparison.Ordinal) && !destination.Contains('$', StringComparison.Ordinal))
            {
                yield return At(
                    copy.Syntax.LineSpan,
                    $"the environment has `{source}` written into its files and does not work in `{destination}`");
            }
        }
    }

    // What conda-pack made writes its new path into its files.
    private static bool IsUnpacked(Stage stage) =>
        stage.Instructions.Any(i => i.Script?.Commands.Any(c => c.Words.Any(w => w.Text.Contains("conda-unpack", StringComparison.Ordinal))) == true);
}
