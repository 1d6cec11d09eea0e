using Tare.Conda.Channels;
using Tare.Primitives;

namespace Tare.Cli.Commands.Changes;

/// <summary>The value of <c>--platform</c> where packages are chosen.</summary>
internal static class SubdirWord
{
    /// <summary>Refuses what conda has no packages for, with the name that may be meant: <c>linux-aarch64</c> for <c>linux/arm64</c>.</summary>
    internal static void Check(string? word)
    {
        if (word is null || (Subdirs.IsKnown(word) && word != Subdirs.NoArch))
        {
            return;
        }

        var meant = Platform.TryParse(word.Replace('-', '/'), out var platform) && platform.Subdir is { } subdir ? subdir : Spelling.Nearest(word, Subdirs.All);
        throw new UsageException($"`--platform {word}` is no platform of conda packages", meant is null ? "write it like linux-64, linux-aarch64 or osx-arm64" : $"did you mean `{meant}`?") { IsSyntax = true };
    }
}
