using System.Diagnostics.CodeAnalysis;

namespace Tare.Conda.Channels;

/// <summary>The name of a package's archive: <c>name-version-build.conda</c> or <c>.tar.bz2</c>.</summary>
/// <param name="Name">The package.</param>
/// <param name="Version">Its version.</param>
/// <param name="Build">Its build string.</param>
/// <param name="Extension"><c>.conda</c> or <c>.tar.bz2</c>.</param>
public readonly record struct PackageFileName(string Name, string Version, string Build, string Extension)
{
    private static readonly string[] Extensions = [".conda", ".tar.bz2"];

    /// <summary>The text ends like a package's archive.</summary>
    public static bool HasExtension(ReadOnlySpan<char> text) => ExtensionOf(text) is not null;

    /// <summary>Reads a file name without folders.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PackageFileName name)
    {
        name = default;
        if (text is null || ExtensionOf(text) is not { } extension)
        {
            return false;
        }

        var stem = text[..^extension.Length];
        var build = stem.LastIndexOf('-');
        var version = build <= 0 ? -1 : stem.LastIndexOf('-', build - 1);
        if (version <= 0 || version + 1 == build || build + 1 == stem.Length)
        {
            return false;
        }

        name = new PackageFileName(stem[..version], stem[(version + 1)..build], stem[(build + 1)..], extension);
        return true;
    }

    /// <summary>The file name.</summary>
    public override string ToString() => $"{Name}-{Version}-{Build}{Extension}";

    /// <summary>The name without the ending of an archive; another name as it is.</summary>
    public static string StemOf(string fileName) => fileName[..^(ExtensionOf(fileName)?.Length ?? 0)];

    /// <summary><c>.conda</c> or <c>.tar.bz2</c> where the text ends so, else null.</summary>
    public static string? ExtensionOf(ReadOnlySpan<char> text)
    {
        foreach (var extension in Extensions)
        {
            if (text.EndsWith(extension, StringComparison.Ordinal))
            {
                return extension;
            }
        }

        return null;
    }
}
