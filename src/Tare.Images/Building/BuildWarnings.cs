namespace Tare.Images.Building;

/// <summary>What a plan makes one wonder about. Pure.</summary>
internal static class BuildWarnings
{
    private static readonly string[] GpuWords = ["gpu", "cuda"];

    internal static IEnumerable<string> Of(ImageBuildPlan plan)
    {
        foreach (var environment in plan.Environments)
        {
            if (CpuBuild(environment) is { } chosen)
            {
                yield return $"{environment.Name} asks for a GPU, and {chosen} is a build without one; say what the machine has with --cuda";
            }

            var isCompiled = plan.Sandbox is not null || plan.LayerOptions.Trim.Contains(TrimRule.Bytecode);
            foreach (var missing in environment.Packages.Where(p => p.NoArch == "python" && !isCompiled).Take(1))
            {
                yield return $"modules of {missing.Name} and other noarch packages are not compiled ahead, as {plan.SandboxReason}; their first import in a container takes longer";
            }
        }

        foreach (var environment in plan.Environments.Where(e => e.Pip is not null))
        {
            CheckPip(environment, plan);
        }

        if (plan.RunsScripts && plan.Sandbox is null)
        {
            throw new ImageException($"installation scripts cannot be run: {plan.SandboxReason}", "build on a machine of the image's platform, or leave --run-scripts out");
        }

        if (plan.Base is { } below)
        {
            foreach (var environment in plan.Environments.Where(e => below.HasFolder($"{e.Prefix}/conda-meta")))
            {
                throw new ImageException($"{below.Name} has an environment at `{environment.Prefix}` already", "choose another place with --prefix");
            }
        }
    }

    private static void CheckPip(BuildEnvironment environment, ImageBuildPlan plan)
    {
        var subject = $"the pip section of `{environment.Pip!.File}` ({environment.Pip.Names}) cannot be installed";
        if (plan.Sandbox is null)
        {
            throw new ImageException($"{subject}: {plan.SandboxReason}", "ask for conda packages of these names, build on a machine of the image's platform, or leave them out with --no-pip");
        }

        EditableProjects.InImage(environment.Pip, plan.Copies);
        if (environment.Packages.FirstOrDefault(p => p.Name == "python") is null || environment.Packages.FirstOrDefault(p => p.Name == "pip") is null)
        {
            throw new ImageException($"{subject}: the environment has no python with pip", "add python and pip to the dependencies, or leave the section out with --no-pip");
        }
    }

    private static string? CpuBuild(BuildEnvironment environment)
    {
        var asked = environment.RequestedSpecs.Any(s => GpuWords.Any(w => s.Contains(w, StringComparison.OrdinalIgnoreCase)) && !s.StartsWith("cpuonly", StringComparison.Ordinal));
        return asked ? environment.Packages.FirstOrDefault(p => p.Build.Contains("cpu", StringComparison.OrdinalIgnoreCase))?.ToString() : null;
    }
}
