using Tare.Oci.Manifests;
using Tare.Primitives;

namespace Tare.Oci.Platforms;

/// <summary>Which entry of an index a machine runs. Pure.</summary>
public static class PlatformChoice
{
    private static readonly string[] ArmVariants = ["v8", "v7", "v6", "v5"];

    /// <summary>
    /// The entry for <paramref name="wanted"/>: the same system and architecture, the best variant that runs there; null when there
    /// is none. Attestations are no images.
    /// </summary>
    public static Descriptor? Choose(IEnumerable<Descriptor> manifests, Platform wanted) => manifests
        .Where(m => !m.IsAttestation && m.Platform is not null)
        .Select(m => (Manifest: m, Rank: Rank(m.Platform!.Value, wanted)))
        .Where(c => c.Rank is not null)
        .OrderBy(c => c.Rank)
        .Select(c => c.Manifest)
        .FirstOrDefault();

    /// <summary>An image for <paramref name="offered"/> runs where <paramref name="wanted"/> is asked for.</summary>
    public static bool Matches(Platform offered, Platform wanted) => Rank(offered, wanted) is not null;

    // 0 is the very variant; higher numbers are older ones that still run; null does not run.
    private static int? Rank(Platform offered, Platform wanted)
    {
        var (a, b) = (Normal(offered), Normal(wanted));
        if (a.Os != b.Os || a.Architecture != b.Architecture)
        {
            return null;
        }

        if (a.Variant == b.Variant)
        {
            return 0;
        }

        if (b.Architecture == "arm")
        {
            var (offeredAt, wantedAt) = (Array.IndexOf(ArmVariants, a.Variant), Array.IndexOf(ArmVariants, b.Variant));
            return offeredAt >= 0 && wantedAt >= 0 && offeredAt > wantedAt ? offeredAt - wantedAt : null;
        }

        // x86-64-v3 and the like: an image without a level runs everywhere, one with a higher level does not.
        return b.Variant is null ? null : a.Variant is null ? 10 : string.CompareOrdinal(a.Variant, b.Variant) < 0 ? 5 : null;
    }

    // The spellings that uname and people use, and the variants that go without saying (containerd's platforms package).
    private static Platform Normal(Platform platform)
    {
        var architecture = platform.Architecture.ToLowerInvariant() switch
        {
            "x86_64" or "x86-64" => "amd64",
            "aarch64" => "arm64",
            "i386" or "i686" => "386",
            "armhf" => "arm",
            var other => other,
        };
        var variant = (architecture, platform.Variant) switch
        {
            ("arm64", "v8" or "8") => null,
            ("amd64", "v1") => null,
            ("arm", null) => "v7",
            ("arm", { } v) => v.StartsWith('v') ? v : "v" + v,
            (_, var v) => v,
        };
        return new Platform(platform.Os.ToLowerInvariant(), architecture, variant);
    }
}
