using System.Diagnostics.CodeAnalysis;

namespace Tare.Testing;

/// <summary>
/// The test corpora beside the repository: <c>$TARE_DATA</c>, else <c>../shared/data</c> from the repository's root. Tests that
/// need them skip, with that reason, where they are missing.
/// </summary>
public static class SharedData
{
    /// <summary>The reason a test gives for being skipped.</summary>
    public const string Missing = "needs the test corpora: set TARE_DATA, or put them at ../shared/data";

    /// <summary>The folder of the corpora, or null.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The corpora are here.</summary>
    [MemberNotNullWhen(true, nameof(Folder))]
    public static bool IsPresent => Folder is not null;

    /// <summary>A path inside the corpora.</summary>
    public static string PathOf(params string[] parts) =>
        Path.Combine([Folder ?? throw new InvalidOperationException(Missing), .. parts]);

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("TARE_DATA");
        if (!string.IsNullOrEmpty(named))
        {
            return Directory.Exists(named) ? named : null;
        }

        var beside = Path.Combine(Repository.Root, "..", "shared", "data");
        return Directory.Exists(beside) ? Path.GetFullPath(beside) : null;
    }
}
