using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Behaviour;

/// <summary>Makes an environment with whatever Python is newest.</summary>
internal sealed class TD3004UnpinnedPython() : DockerfileRule("TD3004", Severity.Warning, "name the version of Python")
{
    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var spec in file.Runs.SelectMany(r => r.Conda).Where(c => c.Subcommand is "create" or "install").SelectMany(c => c.Specs))
        {
            if (SpecText.Read(spec.Text) is { Name: "python", HasVersion: false })
            {
                yield return At(spec.Span, "`python` without a version is another one every year; write `python=3.X`");
            }
        }
    }
}
