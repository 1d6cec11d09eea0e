using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Bytes;

/// <summary>Ships the CUDA libraries more than once: in the base image, from conda, in pip's wheels.</summary>
internal sealed class TD1011CudaTwice() : DockerfileRule("TD1011", Severity.Warning, "ship the CUDA libraries once")
{
    public override IEnumerable<Finding> Check(LintFile file)
    {
        if (file.Stages.Length == 0)
        {
            yield break;
        }

        var source = KnownImages.HasCuda(file.Stages[^1].RootImage) ? $"the base image `{file.Stages[^1].RootImage}`" : null;
        foreach (var (command, kind) in file.ShippedRuns.SelectMany(r => r.Calls).Select(c => (c.Command, Kind(c))).Where(p => p.Item2 is not null))
        {
            if (source is not null && source != kind)
            {
                yield return At(command.Span, $"{kind} bring CUDA's libraries, and {source} has them already; gigabytes lie in the image twice");
            }

            source ??= kind;
        }
    }

    private static string? Kind(RunCall call)
    {
        if (call.Conda is { Installs: true } conda && conda.Specs.Any(s => KnownPackages.BringsCuda(SpecText.Read(s.Text).Name)))
        {
            return "these conda packages";
        }

        var isWheel = call.Pip is { Subcommand.Text: "install" } pip
            && pip.Requirements.Any(r => KnownPackages.WheelBringsCuda(r.Text))
            && !pip.Arguments.Any(a => a.Text.EndsWith("/cpu", StringComparison.Ordinal));
        return isWheel ? "these wheels" : null;
    }
}
