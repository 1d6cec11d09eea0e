using System.Text.RegularExpressions;

namespace Tare.Testing.Debian;

/// <summary>Which packages a <see cref="DebianChannel"/> has.</summary>
public enum DebianSet
{
    /// <summary>Python and numpy with what they need.</summary>
    Core,

    /// <summary>That, and pandas.</summary>
    Pandas,

    /// <summary>That, and PyTorch: as large as what people put into their images.</summary>
    Torch,

    /// <summary>Python and numpy, uvicorn and FastAPI.</summary>
    Services,

    /// <summary>Python and numpy, and OpenSSH.</summary>
    Ssh,
}

/// <summary>Chooses Debian packages for a set and writes their dependencies as match specs.</summary>
internal sealed partial class PackageSelection
{
    private PackageSelection(string pythonVersion, IReadOnlyList<DebianPackage> packages)
    {
        PythonVersion = pythonVersion;
        Packages = packages;
    }

    /// <summary>The distribution's Python 3: <c>3.11</c>.</summary>
    internal string PythonVersion { get; }

    internal IReadOnlyList<DebianPackage> Packages { get; }

    internal static PackageSelection Of(DebianSet set, AptRepository apt)
    {
        var python3 = apt.Show(["python3"]).Single();
        var version = python3.Depends.SelectMany(d => d).Select(d => PythonX().Match(d.Name)).First(m => m.Success).Groups["version"].Value;
        string[] seeds =
        [
            $"python{version}-minimal", $"libpython{version}-minimal", $"libpython{version}-stdlib", "python3-numpy",
            .. set is DebianSet.Pandas or DebianSet.Torch ? ["python3-pandas"] : Array.Empty<string>(),
            .. set is DebianSet.Torch ? ["python3-torch"] : Array.Empty<string>(),
            .. set is DebianSet.Services ? ["uvicorn", "python3-fastapi"] : Array.Empty<string>(),
            .. set is DebianSet.Ssh ? ["openssh-server", "openssh-client"] : Array.Empty<string>(),
        ];
        return new PackageSelection(version, apt.Closure(seeds, n => !seeds.Contains(n) && Outside().IsMatch(n)));
    }

    /// <summary>The match specs of what some Debian packages, which become one conda package, need outside of themselves.</summary>
    internal IReadOnlyList<string> DependsOf(IReadOnlyList<DebianPackage> parts)
    {
        var own = parts.Select(p => CondaNames.NameOf(p.Name)).ToHashSet(StringComparer.Ordinal);
        var bounds = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var alternatives in parts.SelectMany(p => p.Depends))
        {
            if (Spec(alternatives) is not var (name, bound) || own.Contains(name))
            {
                continue;
            }

            bounds.TryAdd(name, new SortedSet<string>(StringComparer.Ordinal));
            bounds[name].UnionWith((bound ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries));
        }

        return [.. bounds.Select(b => b.Value.Count == 0 ? b.Key : $"{b.Key} {string.Join(',', Tightest(b.Value))}")];
    }

    // Of several lower bounds that are plain numbers only the highest says something.
    private static IEnumerable<string> Tightest(IReadOnlyCollection<string> bounds)
    {
        var lower = bounds.Where(b => b.StartsWith(">=", StringComparison.Ordinal) && Version.TryParse(b[2..], out _)).ToArray();
        return bounds.Except(lower).Concat(lower.OrderByDescending(b => Version.Parse(b[2..])).Take(1)).OrderDescending(StringComparer.Ordinal);
    }

    private (string Name, string? Bound)? Spec(IReadOnlyList<DebianDependency> alternatives)
    {
        if (alternatives.FirstOrDefault(a => PythonItself().IsMatch(a.Name)) is not null)
        {
            var minor = int.Parse(PythonVersion.Split('.')[1]);
            return ("python", $">={PythonVersion},<3.{minor + 1}.0a0");
        }

        if (alternatives.FirstOrDefault(a => a.Name == "libc6") is { } glibc)
        {
            return ("__glibc", CondaNames.BoundOf(glibc));
        }

        return alternatives.FirstOrDefault(a => Packages.Any(p => p.Name == a.Name)) is { } dependency
            ? (CondaNames.NameOf(dependency.Name), CondaNames.BoundOf(dependency))
            : null;
    }

    [GeneratedRegex(@"^python(?<version>3\.\d+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PythonX();

    [GeneratedRegex(@"^(python3|python3\.\d+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PythonItself();

    // The C library stays the host's, as with every conda package; the rest is for installing packages and for documentation.
    [GeneratedRegex(@"^(libc6|libc-bin|dpkg|tar|perl.*|libperl.*|debconf.*|install-info|media-types|mime-support|mailcap|tzdata.*|ucf|adduser|lsb-base|passwd|login|sensible-utils|openssh-.*|readline-common|libtirpc-common|gcc-\d+-base|python3|python3-minimal|libpython3-stdlib|python3\.\d+|python3-distutils|python3-lib2to3|fonts-.*|sgml-base|xml-core|ca-certificates|libjs-.*|javascript-common|init-system-helpers|libpam-.*|procps|runit-helper|sysvinit-utils)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Outside();
}
