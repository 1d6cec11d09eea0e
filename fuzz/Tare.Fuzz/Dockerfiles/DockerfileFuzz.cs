using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Parsing;
using Tare.Dockerfile.Syntax;

namespace Tare.Fuzz.Dockerfiles;

/// <summary>The Dockerfile parser and every rule: each byte comes back, and no text makes a rule fail.</summary>
internal static class DockerfileFuzz
{
    internal static readonly FuzzTarget Target = new("dockerfile", Run, DockerfileSeeds.Make) { LargestInput = 1 << 13 };

    private static void Run(ReadOnlySpan<byte> input)
    {
        var file = DockerfileParser.Parse(SourceText.From(input));
        if (!file.Source.With(file.ToString()).ToBytes().AsSpan().SequenceEqual(input))
        {
            throw new InvalidOperationException("the bytes do not come back");
        }

        _ = Linter.Run(new LintFile(file));
    }
}
