using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Breaks;

/// <summary>Asks for a package that is built with and without CUDA, on a machine that has no GPU: conda takes the one without.</summary>
internal sealed class TD2010CudaOverride() : DockerfileRule("TD2010", Severity.Warning, "say with CONDA_OVERRIDE_CUDA which CUDA the image is for")
{
    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var run in file.Runs)
        {
            foreach (var call in run.Conda.Where(c => c.Installs && run.Variable(c.Command, "CONDA_OVERRIDE_CUDA") is null))
            {
                var names = call.Specs.Select(s => s.Text).ToArray();
                var gpu = names.FirstOrDefault(n => KnownPackages.HasGpuBuilds(SpecText.Read(n).Name) && !IsOlderThanVirtualPackages(n));
                if (gpu is null || Before(file, run).Append(call).SelectMany(c => c.Specs).Any(s => SaysWhich(s.Text)))
                {
                    continue;
                }

                var name = SpecText.Read(gpu).Name;
                yield return KnownImages.IsForGpu(run.Stage.RootImage)
                    ? At(call.Command.Span, $"`{name}` becomes a build without CUDA, as the machine that builds has no GPU; set `CONDA_OVERRIDE_CUDA`", FixFor(run, call))
                    : At(call.Command.Span, $"`{name}` becomes a build without CUDA where the machine that builds has no GPU; if that is not meant, set `CONDA_OVERRIDE_CUDA`", severity: Severity.Info);
            }
        }
    }

    // Builds of TensorFlow 1 do not ask for `__cuda`; their GPU builds have another name.
    private static bool IsOlderThanVirtualPackages(string spec) => SpecText.Read(spec).Name == "tensorflow" && spec.Split('=')[^1].StartsWith("1.", StringComparison.Ordinal);

    private static IEnumerable<CondaInvocation> Before(LintFile file, RunStep run) =>
        file.Runs.TakeWhile(r => r != run).Where(r => run.Stage.Chain.Contains(r.Stage)).SelectMany(r => r.Conda).Where(c => c.Installs);

    private static bool SaysWhich(string spec) =>
        SpecText.Read(spec).Name is "cpuonly" or "pytorch-cpu" or "tensorflow-cpu" or "pytorch-cuda" or "cudatoolkit" or "pytorch-gpu" or "tensorflow-gpu"
        || spec.Contains("cpu", StringComparison.Ordinal) || (spec.Contains("cuda", StringComparison.Ordinal) && spec.Contains('*', StringComparison.Ordinal));

    // The version is known where the base image tells it: nvidia/cuda:12.4.1-runtime-ubuntu22.04.
    private static Fix? FixFor(RunStep run, CondaInvocation call)
    {
        var image = run.Stage.RootImage;
        var parts = KnownImages.Tag(image).Split('-')[0].Split('.');
        return KnownImages.Repository(image).EndsWith("nvidia/cuda", StringComparison.Ordinal) && parts.Length >= 2 && parts.All(p => p.Length > 0 && p.All(char.IsAsciiDigit))
            ? new Fix("name the base image's CUDA", [TextEdit.Insert(call.Program.Span.Start, $"CONDA_OVERRIDE_CUDA={parts[0]}.{parts[1]} ")], IsSafe: false)
            : null;
    }
}
