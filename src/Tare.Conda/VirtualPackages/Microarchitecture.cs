namespace Tare.Conda.VirtualPackages;

/// <summary>
/// The machine's name in archspec's words, as far as it matters: the levels of x86-64 (x86-64 psABI, 3.1.1), which is what packages
/// ask for; the bare machine elsewhere.
/// </summary>
internal static class Microarchitecture
{
    // Each level needs its own flags and those before it, as Linux calls them in /proc/cpuinfo.
    private static readonly (string Name, string[] Flags)[] Levels =
    [
        ("x86_64_v2", ["cx16", "lahf_lm", "popcnt", "pni", "sse4_1", "sse4_2", "ssse3"]),
        ("x86_64_v3", ["avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"]),
        ("x86_64_v4", ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"]),
    ];

    internal static string? Detect(MachineFiles machine, string subdir) =>
        subdir.EndsWith("-64", StringComparison.Ordinal) && Flags(machine) is { } flags ? Level(flags) : Generic(subdir);

    /// <summary>What is true of every machine of a platform.</summary>
    internal static string? Generic(string subdir) => subdir[(subdir.IndexOf('-', StringComparison.Ordinal) + 1)..] switch
    {
        "64" => "x86_64",
        "32" => "x86",
        "aarch64" => "aarch64",
        "arm64" => subdir.StartsWith("osx", StringComparison.Ordinal) ? "m1" : "arm64",
        "noarch" or "wasm32" or "z" => null,
        var machine => machine,
    };

    internal static string Level(IReadOnlySet<string> flags)
    {
        var level = "x86_64";
        foreach (var (name, needed) in Levels)
        {
            if (!needed.All(flags.Contains))
            {
                break;
            }

            level = name;
        }

        return level;
    }

    private static HashSet<string>? Flags(MachineFiles machine)
    {
        var line = machine.Text("proc/cpuinfo")?.Split('\n').FirstOrDefault(l => l.StartsWith("flags", StringComparison.Ordinal));
        return line is null ? null : [.. line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }
}
