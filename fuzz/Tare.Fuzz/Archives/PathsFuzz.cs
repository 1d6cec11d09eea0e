using Tare.Archives.Packages;

namespace Tare.Fuzz.Archives;

/// <summary>The lists of paths: paths.json, and the old ones.</summary>
internal static class PathsFuzz
{
    internal static readonly FuzzTarget Target = new("paths", Run, () => [Seeds.Paths(), "/opt text bin/a\n\"/a b\" binary 'lib/b c'\n"u8.ToArray()]);

    private static void Run(ReadOnlySpan<byte> input)
    {
        if (input.StartsWith("{"u8))
        {
            PackagePaths.Parse(input, "input");
        }
        else
        {
            PackagePaths.ParseLegacy(input, input, input, "input");
        }
    }
}
