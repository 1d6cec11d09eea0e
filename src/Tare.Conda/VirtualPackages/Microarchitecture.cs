namespace Tare.Conda.VirtualPackages;

/// <summary>The machine's name in archspec's words, which conda puts into <c>__archspec</c>: <c>icelake</c>, <c>zen3</c>, <c>x86_64_v3</c>.</summary>
internal static class Microarchitecture
{
    private const string AnyVendor = "generic";

    internal static string? Detect(MachineFiles machine, string subdir)
    {
        if (!subdir.EndsWith("-64", StringComparison.Ordinal) || machine.Text("proc/cpuinfo")?.Split('\n') is not { } lines || Field(lines, "flags") is not { } flags)
        {
            return Generic(subdir);
        }

        return NameOf(Field(lines, "vendor_id") ?? AnyVendor, flags.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal));
    }

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

    /// <summary>
    /// archspec's choice: of the kinds whose flags are all there, the highest level of x86-64, unless kinds of this maker can do more
    /// than that level; then the one of them with the most forebears, and with the most flags.
    /// </summary>
    internal static string NameOf(string vendor, IReadOnlySet<string> flags)
    {
        var known = new Dictionary<string, (HashSet<string> Forebears, HashSet<string> Flags)>(StringComparer.Ordinal);
        var level = "x86_64";
        var fitting = new List<ProcessorKind>();
        foreach (var kind in ProcessorKind.All)
        {
            var own = kind.Adds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Concat(kind.From.SelectMany(f => known[f].Flags)).ToHashSet(StringComparer.Ordinal);
            known.Add(kind.Name, (kind.From.Concat(kind.From.SelectMany(f => known[f].Forebears)).ToHashSet(StringComparer.Ordinal), own));
            if (own.IsSubsetOf(flags) && (kind.Vendor == AnyVendor || kind.Vendor == vendor))
            {
                level = kind.Vendor == AnyVendor ? kind.Name : level;
                fitting.Add(kind);
            }
        }

        return fitting.Where(k => known[k.Name].Forebears.Contains(level)).MaxBy(k => (known[k.Name].Forebears.Count, known[k.Name].Flags.Count))?.Name ?? level;
    }

    private static string? Field(string[] lines, string name)
    {
        var line = Array.Find(lines, l => l.StartsWith(name, StringComparison.Ordinal));
        return line is null ? null : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
