using System.Text.RegularExpressions;

namespace Tare.Testing.Debian;

/// <summary>Debian's names and versions in conda's words.</summary>
internal static partial class CondaNames
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["python3-torch"] = "pytorch",
        ["python3-dateutil"] = "python-dateutil",
        ["python3-tz"] = "pytz",
        ["python3-yaml"] = "pyyaml",
        ["python3-pil"] = "pillow",
    };

    /// <summary>The three Debian packages of an interpreter are one in conda.</summary>
    internal static bool IsPython(string debian) => Interpreter().IsMatch(debian);

    /// <summary>The conda package that a Debian package goes into; server and clients of OpenSSH are one.</summary>
    internal static string NameOf(string debian) =>
        IsPython(debian) ? "python"
        : debian.StartsWith("openssh-", StringComparison.Ordinal) ? "openssh"
        : Known.TryGetValue(debian, out var name) ? name
        : (debian.StartsWith("python3-", StringComparison.Ordinal) ? debian["python3-".Length..] : debian).Replace('+', 'x');

    /// <summary>
    /// The upstream part of a version: no epoch, no revision, and only letters that conda's versions have. A single letter at its end
    /// (<c>7.6.q</c>) comes behind the version without it in Debian, and in conda only as a number.
    /// </summary>
    internal static string VersionOf(string debian)
    {
        var upstream = LastLetter().Replace(Upstream(debian), m => $".{m.Value[1] - 'a' + 1}").Replace('~', '.').Replace('-', '_');
        var local = upstream.IndexOf('+', StringComparison.Ordinal);
        return (local < 0 ? upstream : upstream[..(local + 1)] + upstream[(local + 1)..].Replace('+', '.')).ToLowerInvariant();
    }

    /// <summary>The revision as a build number and a build string.</summary>
    internal static (int Number, string Build) BuildOf(string debian, string prefix)
    {
        var dash = debian.LastIndexOf('-');
        var revision = dash < 0 ? "0" : debian[(dash + 1)..];
        var digits = string.Concat(revision.TakeWhile(char.IsAsciiDigit));
        return (int.TryParse(digits, out var number) ? number : 0, prefix + NotInBuild().Replace(revision, "_"));
    }

    /// <summary>
    /// A version bound, or null where there is none. A mark of a pre-release (<c>~git2022</c>) comes before the release in conda too where
    /// letters follow; any other has no equal and goes.
    /// </summary>
    internal static string? BoundOf(DebianDependency dependency)
    {
        var version = VersionOf(OtherPreRelease().Replace(dependency.Version, ""));
        var hasRevision = dependency.Version.Contains('-', StringComparison.Ordinal);
        return dependency.Relation switch
        {
            ">=" or ">" => $">={version}",
            ">>" => hasRevision ? $">={version}" : $">{version}",
            "<<" => hasRevision ? $"<={version}" : $"<{version}",
            "<=" or "<" => $"<={version}",
            "=" => $"=={version}",
            _ => null,
        };
    }

    private static string Upstream(string debian)
    {
        var withoutEpoch = debian[(debian.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var dash = withoutEpoch.LastIndexOf('-');
        return dash < 0 ? withoutEpoch : withoutEpoch[..dash];
    }

    [GeneratedRegex(@"^(lib)?python3\.\d+-(minimal|stdlib)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Interpreter();

    [GeneratedRegex(@"\.[a-z]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LastLetter();

    [GeneratedRegex("~(?![a-zA-Z]).*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OtherPreRelease();

    [GeneratedRegex("[^a-zA-Z0-9_.+]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotInBuild();
}
