using Tare.Conda.Configuration;
using Tare.Conda.Prefixes;

namespace Tare.Cli.Commands.Changes;

/// <summary>The folder that a word on the command line means, which is a path where it has a <c>/</c> and a name otherwise.</summary>
internal static class EnvironmentPlace
{
    internal static string Of(string nameOrPath, CondaConfiguration configuration) => nameOrPath.Contains('/', StringComparison.Ordinal)
        ? Path.TrimEndingDirectorySeparator(PathExpansion.Full(nameOrPath, configuration.Host))
        : EnvironmentLocator.Locate(configuration, nameOrPath);
}
