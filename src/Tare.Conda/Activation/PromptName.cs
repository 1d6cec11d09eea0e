using Tare.Conda.Configuration;
using Tare.Conda.Prefixes;

namespace Tare.Conda.Activation;

/// <summary>What CONDA_DEFAULT_ENV calls an environment.</summary>
internal static class PromptName
{
    /// <summary><c>base</c>, the name of a folder in a folder called <c>envs</c>, or the path.</summary>
    internal static string Of(CondaConfiguration configuration, string prefix) => prefix == configuration.Root.Path ? EnvironmentLocator.Base
        : Path.GetFileName(Path.GetDirectoryName(prefix)) == "envs" ? Path.GetFileName(prefix) : prefix;
}
