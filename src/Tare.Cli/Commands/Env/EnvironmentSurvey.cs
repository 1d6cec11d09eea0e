using Tare.Conda.Prefixes;

namespace Tare.Cli.Commands.Env;

/// <summary>The environments that are known, with what is to be told of each.</summary>
internal static class EnvironmentSurvey
{
    /// <summary>The root is there even where it is no environment, as in conda. Places that could not be searched are told on standard error.</summary>
    internal static IReadOnlyList<EnvironmentDetails> Run(CondaInvocation invocation)
    {
        var found = EnvironmentFinder.Find(invocation.Configuration);
        foreach (var (place, reason) in found.Problems)
        {
            invocation.Context.Terminal.Error.WriteLine($"warning: cannot search {place}: {reason}");
        }

        var prefixes = found.Environments;
        var root = invocation.Configuration.Root.Path;
        if (prefixes.All(p => p.Path != root))
        {
            prefixes = [.. prefixes.Append(new CondaPrefix(root)).OrderBy(p => p.Path, StringComparer.Ordinal)];
        }

        return [.. prefixes.Select(p => EnvironmentDetails.Of(invocation.Configuration, p))];
    }

    internal static IReadOnlyDictionary<string, long> Sizes(IReadOnlyList<EnvironmentDetails> environments) =>
        environments.ToDictionary(e => e.Path, e => InstalledSize.Of(new CondaPrefix(e.Path)), StringComparer.Ordinal);
}
