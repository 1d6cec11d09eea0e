using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Syntax;

namespace Tare.Fuzz.Dockerfiles;

/// <summary>The repairs: a second round finds nothing more to do.</summary>
internal static class FixFuzz
{
    internal static readonly FuzzTarget Target = new("dockerfile-fix", Run, DockerfileSeeds.Make) { LargestInput = 1 << 11 };

    private static void Run(ReadOnlySpan<byte> input)
    {
        var once = Fixer.Apply(SourceText.From(input), new FixOptions(Unsafe: true));
        if (Fixer.Apply(once.Text, new FixOptions(Unsafe: true)).Applied.Count > 0)
        {
            throw new InvalidOperationException("a second repair finds more to do");
        }
    }
}
