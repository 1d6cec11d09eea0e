namespace Tare.Conda.VirtualPackages;

/// <summary>A kind of processor.</summary>
/// <param name="Name">archspec's name.</param>
/// <param name="Vendor">What Linux calls its maker in /proc/cpuinfo; <c>generic</c> for the levels of x86-64.</param>
/// <param name="From">The kinds that it can do everything of.</param>
/// <param name="Adds">The flags that it has beyond theirs, as Linux calls them.</param>
internal sealed record ProcessorKind(string Name, string Vendor, IReadOnlyList<string> From, string Adds)
{
    /// <summary>
    /// The kinds of 64-bit x86 that archspec tells apart on Linux, each after those it comes from. Nocona is not among them: it is
    /// known by a flag that Linux calls otherwise.
    /// </summary>
    public static IReadOnlyList<ProcessorKind> All { get; } =
    [
        new("x86_64", "generic", [], ""),
        new("x86_64_v2", "generic", ["x86_64"], "cx16 lahf_lm mmx popcnt sse sse2 sse4_1 sse4_2 ssse3"),
        new("x86_64_v3", "generic", ["x86_64_v2"], "abm avx avx2 bmi1 bmi2 f16c fma movbe xsave"),
        new("x86_64_v4", "generic", ["x86_64_v3"], "avx512bw avx512cd avx512dq avx512f avx512vl"),
        new("core2", "GenuineIntel", ["x86_64"], "mmx sse sse2 ssse3"),
        new("nehalem", "GenuineIntel", ["core2", "x86_64_v2"], ""),
        new("westmere", "GenuineIntel", ["nehalem"], "aes pclmulqdq"),
        new("sandybridge", "GenuineIntel", ["westmere"], "avx"),
        new("ivybridge", "GenuineIntel", ["sandybridge"], "f16c rdrand"),
        new("haswell", "GenuineIntel", ["ivybridge", "x86_64_v3"], ""),
        new("broadwell", "GenuineIntel", ["haswell"], "adx rdseed"),
        new("skylake", "GenuineIntel", ["broadwell"], "clflushopt xsavec xsaveopt"),
        new("mic_knl", "GenuineIntel", ["broadwell"], "avx512cd avx512er avx512f avx512pf"),
        new("skylake_avx512", "GenuineIntel", ["skylake", "x86_64_v4"], "clwb"),
        new("cannonlake", "GenuineIntel", ["skylake", "x86_64_v4"], "avx512ifma avx512vbmi sha_ni"),
        new("cascadelake", "GenuineIntel", ["skylake_avx512"], "avx512_vnni"),
        new("icelake", "GenuineIntel", ["cascadelake", "cannonlake"], "avx512_bitalg avx512_vbmi2 avx512_vpopcntdq gfni rdpid vaes vpclmulqdq"),
        new("sapphirerapids", "GenuineIntel", ["icelake"], "amx_bf16 amx_int8 amx_tile avx512_bf16 cldemote movdir64b movdiri serialize waitpkg"),
        new("alderlake", "GenuineIntel", ["skylake"], "avx_vnni clwb gfni movdir64b movdiri rdpid serialize sha_ni vaes vpclmulqdq waitpkg"),
        new("arrowlake", "GenuineIntel", ["alderlake"], "avx_ifma avx_ne_convert avx_vnni_int8 cmpccxadd"),
        new("arrowlake_s", "GenuineIntel", ["arrowlake"], "avx_vnni_int16 sha512 sm3 sm4"),
        new("k10", "AuthenticAMD", ["x86_64"], "3dnow 3dnowext abm cx16 mmx sse sse2 sse4a"),
        new("bulldozer", "AuthenticAMD", ["x86_64_v2"], "abm aes avx fma4 pclmulqdq sse4a xop xsave"),
        new("piledriver", "AuthenticAMD", ["bulldozer"], "bmi1 f16c fma tbm"),
        new("steamroller", "AuthenticAMD", ["piledriver"], "fsgsbase"),
        new("excavator", "AuthenticAMD", ["steamroller", "x86_64_v3"], ""),
        new("zen", "AuthenticAMD", ["x86_64_v3"], "aes clflushopt clzero fsgsbase pclmulqdq rdseed sse4a xsavec xsaveopt"),
        new("zen2", "AuthenticAMD", ["zen"], "clwb"),
        new("zen3", "AuthenticAMD", ["zen2"], "pku vaes vpclmulqdq"),
        new("zen4", "AuthenticAMD", ["zen3", "x86_64_v4"], "avx512_bf16 avx512_bitalg avx512_vbmi2 avx512_vnni avx512_vpopcntdq avx512ifma avx512vbmi flush_l1d gfni"),
        new("zen5", "AuthenticAMD", ["zen4"], "avx512_vp2intersect avx_vnni movdir64b movdiri tsc_adjust"),
    ];
}
