using Tare.Dockerfile.Configuration;

namespace Tare.Cli.Commands.Dockerfile;

/// <summary>Finds the <c>.tare.toml</c> of the project: in the working directory or the nearest folder above it.</summary>
internal static class ProjectConfiguration
{
    internal static LintConfiguration Find(CommandContext context)
    {
        for (var folder = context.WorkingDirectory; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            var path = Path.Combine(folder, ".tare.toml");
            if (File.Exists(path))
            {
                return LintConfiguration.Parse(File.ReadAllText(path), path);
            }
        }

        return LintConfiguration.Empty;
    }
}
