using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Syntax;

namespace Tare.Fuzz.Dockerfiles;

/// <summary>The repairs: a second round finds nothing more to do.</summary>
internal static class FixFuzz
{
    internal static readonly FuzzTarget Dockerfile = new("dockerfile-fix", input => Run(input, LintedKind.Dockerfile), DockerfileSeeds.Make) { LargestInput = 1 << 11 };

    internal static readonly FuzzTarget Environment = new("environment-fix", input => Run(input, LintedKind.Environment), DockerfileSeeds.Environments) { LargestInput = 1 << 11 };

    private static void Run(ReadOnlySpan<byte> input, LintedKind kind)
    {
        var options = new FixOptions(Unsafe: true) { Kind = kind };
        var once = Fixer.Apply(SourceText.From(input), options);
        if (Fixer.Apply(once.Text, options).Applied.Count > 0)
        {
            throw new InvalidOperationException("a second repair finds more to do");
        }
    }
}
