using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Parsing;

namespace Tare.Dockerfile.Rules.Behaviour;

/// <summary>Copies all the code before it installs, so that a changed comment installs everything anew.</summary>
internal sealed class TD3006CodeBeforeEnvironment() : DockerfileRule("TD3006", Severity.Warning, "copy the environment's file, install, then copy the code")
{
    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var stage in file.Stages)
        {
            var copy = stage.Instructions.FirstOrDefault(i => i.Keyword is "COPY" or "ADD" && i.Syntax.Flag("from") is null
                && i.Paths.Sources.Any(s => s is "." or "./" or "*" or "/"));
            var install = copy is null ? null : stage.Instructions.SkipWhile(i => i != copy)
                .FirstOrDefault(i => i.Keyword == "RUN" && i.Script is { } script && script.Commands.Any(InstallsFromFile));
            if (copy is not null && install is not null)
            {
                var line = file.Source.PositionOf(install.Syntax.KeywordSpan.Start).Line;
                yield return At(copy.Syntax.LineSpan, $"every change of the code makes the RUN of line {line} install everything anew; copy its file first and the code behind it");
            }
        }
    }

    private static bool InstallsFromFile(Shell.SimpleCommand command) =>
        (CondaInvocationReader.Read(command) is { Installs: true } conda && conda.Files.Any())
        || (PipInvocation.Read(command) is { } pip && pip.Subcommand.Text == "install" && pip.Arguments.Any(a => a.Text is "-r" or "--requirement"));
}
