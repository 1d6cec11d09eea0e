using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Parsing;

namespace Tare.Dockerfile.Rules.Breaks;

/// <summary>Puts a conda environment on a base without glibc, where none of its programs starts.</summary>
internal sealed class TD2008NoGlibc() : DockerfileRule("TD2008", Severity.Error, "conda packages need glibc")
{
    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var stage in file.Stages.Where(s => KnownImages.HasNoGlibc(s.RootImage) && !BringsGlibc(s)))
        {
            foreach (var copy in stage.Instructions.Where(i => i.Keyword == "COPY" && i.Syntax.Flag("from") is not null))
            {
                if (copy.Paths.Sources.FirstOrDefault(CondaPaths.IsPrefix) is { } path)
                {
                    yield return At(copy.Syntax.LineSpan, $"`{path}` needs glibc, which `{stage.RootImage}` has not; take a Debian or a glibc distroless base");
                }
            }

            foreach (var call in file.Runs.Where(r => r.Stage == stage).SelectMany(r => r.Conda).Where(c => c.Installs))
            {
                yield return At(call.Command.Span, $"conda's packages need glibc, which `{stage.RootImage}` has not");
            }
        }
    }

    private static bool BringsGlibc(Stages.Stage stage) => stage.RootImage == "scratch"
        ? stage.Instructions.Any(i => i.Keyword is "COPY" or "ADD" && i.Paths.Destination is "/" or "/lib" or "/lib64" or "/lib/" or "/lib64/")
        : stage.Instructions.Any(i => i.Script?.Commands.Any(c => c.Words.Any(w => w.Text.Contains("glibc", StringComparison.Ordinal))) == true);
}
