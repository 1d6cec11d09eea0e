using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Bytes;

/// <summary>Updates the base environment of the base image: old files stay below, new ones come on top.</summary>
internal sealed class TD1010UpdatedBase() : DockerfileRule("TD1010", Severity.Warning, "do not update the base environment of a base image")
{
    public override IReadOnlyList<string> Waste => ["shadowed"];

    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var run in file.ShippedRuns.Where(r => KnownImages.HasCondaInOpt(r.Stage.RootImage)))
        {
            foreach (var call in run.Conda.Where(IsUpdateOfBase))
            {
                yield return At(
                    call.Command.Span,
                    "this rewrites packages that the base image holds, so the image carries both; take a newer base image, or a new environment");
            }
        }
    }

    private static bool IsUpdateOfBase(CondaInvocation call)
    {
        var isBase = call.Environment is null || call.Environment.Text is "base" or "root" or "/opt/conda";
        var updates = call.Subcommand is "update" or "upgrade"
            && (call.Has("--all") || call.Specs.Any(s => SpecText.Read(s.Text).Name is "conda" or "python" or "mamba") || !call.Specs.Any());
        var replaces = call.Subcommand == "install" && call.Specs.Any(s => SpecText.Read(s.Text).Name is "conda" or "python");
        return isBase && (updates || replaces);
    }
}
