using System.Collections.Frozen;

namespace Tare.Conda.Channels;

/// <summary>The folders of a channel: <c>noarch</c> and one for each platform (KNOWN_SUBDIRS in conda/base/constants.py).</summary>
public static class Subdirs
{
    /// <summary>The folder of packages for every platform.</summary>
    public const string NoArch = "noarch";

    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
        [
            NoArch, "emscripten-wasm32", "wasi-wasm32", "freebsd-64", "linux-32", "linux-64", "linux-aarch64", "linux-armv6l", "linux-armv7l",
            "linux-ppc64", "linux-ppc64le", "linux-riscv32", "linux-riscv64", "linux-s390x", "osx-64", "osx-arm64", "win-32", "win-64", "win-arm64", "zos-z",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Every folder name that conda knows, sorted.</summary>
    public static IEnumerable<string> All => Known.Order(StringComparer.Ordinal);

    /// <summary>conda knows this folder name; case does not matter.</summary>
    public static bool IsKnown(ReadOnlySpan<char> name) => Known.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);

    /// <summary>Cuts the first folder name out of a URL or a channel's name: <c>conda-forge/linux-64</c> is <c>conda-forge</c> and <c>linux-64</c>.</summary>
    internal static (string Remainder, string? Subdir) Split(string text)
    {
        for (var slash = text.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = text.IndexOf('/', slash + 1))
        {
            var next = text.IndexOf('/', slash + 1);
            var end = next < 0 ? text.Length : next;
            if (IsKnown(text.AsSpan(slash + 1, end - slash - 1)))
            {
                return (string.Concat(text.AsSpan(0, slash), text.AsSpan(end)).TrimEnd('/'), text[(slash + 1)..end]);
            }
        }

        return (text.TrimEnd('/'), null);
    }
}
