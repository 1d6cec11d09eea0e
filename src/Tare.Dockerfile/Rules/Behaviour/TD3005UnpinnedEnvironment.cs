using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Behaviour;

/// <summary>Solves anew at each build, so that two builds of one commit differ.</summary>
internal sealed class TD3005UnpinnedEnvironment() : DockerfileRule("TD3005", Severity.Info, "install from a lock")
{
    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var call in file.Runs.SelectMany(r => r.Conda).Where(c => c.Installs && !c.Has("-d", "--dry-run")))
        {
            var loose = call.Specs.Where(s => s.IsLiteral && SpecText.Read(s.Text) is { HasVersion: false, Name: not ("" or "pip") }).ToArray();
            var open = call.Files.FirstOrDefault(f => f.Text.EndsWith(".yml", StringComparison.Ordinal) && !f.Text.Contains("lock", StringComparison.Ordinal));
            if (loose.Length > 0)
            {
                var more = loose.Length > 1 ? $" and {loose.Length - 1} more" : "";
                yield return At(call.Command.Span, $"`{SpecText.Read(loose[0].Text).Name}`{more} without a version: each build may install something else");
            }
            else if (open is not null)
            {
                yield return At(call.Command.Span, $"`{open.Text}` is solved anew at each build; install from a lock made of it");
            }
        }
    }
}
