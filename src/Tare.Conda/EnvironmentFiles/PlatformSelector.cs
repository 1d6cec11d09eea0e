namespace Tare.Conda.EnvironmentFiles;

/// <summary>
/// A condition on the platform, as conda-build and conda-lock write it behind a line (<c># [linux and not arm64]</c>) and mamba around
/// one (<c>sel(win): ...</c>).
/// </summary>
internal static class PlatformSelector
{
    /// <summary>Evaluates a condition; false where it speaks of other things than platforms.</summary>
    internal static bool TryEvaluate(string condition, string subdir, out bool holds)
    {
        holds = false;
        foreach (var alternative in condition.Split(" or ", StringSplitOptions.TrimEntries))
        {
            var all = true;
            foreach (var term in alternative.Split(" and ", StringSplitOptions.TrimEntries))
            {
                var isNegated = term.StartsWith("not ", StringComparison.Ordinal);
                if (Is(isNegated ? term[4..].Trim() : term, subdir) is not { } truth)
                {
                    return false;
                }

                all &= truth != isNegated;
            }

            holds |= all;
        }

        return true;
    }

    /// <summary>The condition in a comment such as <c>[linux]</c>, or null where the comment is none.</summary>
    internal static string? InComment(string? comment)
    {
        var end = comment?.IndexOf(']', StringComparison.Ordinal) ?? -1;
        return end > 1 && comment![0] == '[' ? comment[1..end].Trim() : null;
    }

    private static bool? Is(string name, string subdir)
    {
        var dash = subdir.IndexOf('-', StringComparison.Ordinal);
        var (system, machine) = dash < 0 ? (subdir, "") : (subdir[..dash], subdir[(dash + 1)..]);
        return name switch
        {
            "linux" or "osx" or "win" => system == name,
            "unix" => system is "linux" or "osx",
            "linux64" or "osx64" or "win64" or "linux32" or "win32" => subdir == $"{name[..^2]}-{name[^2..]}",
            "x86_64" => machine == "64",
            "x86" => machine is "64" or "32",
            "arm64" => machine is "arm64",
            "aarch64" or "ppc64le" or "s390x" or "armv6l" or "armv7l" or "riscv64" => machine == name,
            _ => Channels.Subdirs.IsKnown(name) ? subdir == name : null,
        };
    }
}
