using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Behaviour;

/// <summary>Leaves the program to run as root.</summary>
internal sealed class TD3002RootUser() : DockerfileRule("TD3002", Severity.Info, "run as a user other than root")
{
    public override IEnumerable<Finding> Check(LintFile file)
    {
        var shipped = file.ShippedStages.SelectMany(s => s.Instructions).ToArray();
        var command = shipped.LastOrDefault(i => i.Keyword is "CMD" or "ENTRYPOINT");
        var user = shipped.LastOrDefault(i => i.Keyword == "USER");
        var name = user?.Syntax.Arguments.Text.Trim().Split(':')[0];
        if (command is null || name is not (null or "root" or "0") || (user is null && !KnownImages.RunsAsRoot(file.Stages[^1].RootImage)))
        {
            yield break;
        }

        yield return At((user ?? command).Syntax.LineSpan, "the program runs as root; add `USER` with a number behind what needs root");
    }
}
