using System.Diagnostics.CodeAnalysis;
using Tare.Conda.Channels;
using Tare.Conda.Records;
using Tare.Conda.Versions;

namespace Tare.Conda.MatchSpecs;

/// <summary>The parts of a match spec, ready to be compared with records.</summary>
internal sealed class MatchSpecPatterns
{
    internal TextPattern? Name { get; private init; }

    internal ChannelPattern? Channel { get; private init; }

    internal VersionSpec? Version { get; private init; }

    internal TextPattern? Build { get; private init; }

    internal BuildNumberSpec? BuildNumber { get; private init; }

    internal TextPattern? License { get; private init; }

    internal TextPattern? LicenseFamily { get; private init; }

    internal string[]? TrackFeatures { get; private init; }

    internal string[]? Features { get; private init; }

    internal bool IsNameOnly { get; private init; }

    /// <summary>Makes the patterns, or names the field that cannot be read, its text and the fault in that.</summary>
    internal static bool TryCreate(
        MatchSpecFields fields,
        ChannelResolver channels,
        [NotNullWhen(true)] out MatchSpecPatterns? patterns,
        out (string Key, string Text) failed,
        out SyntaxFault fault)
    {
        ChannelPattern? channel = null;
        VersionSpec? version = null;
        BuildNumberSpec? number = null;
        TextPattern? build = null;
        TextPattern? license = null;
        TextPattern? family = null;
        string? wrong = !TryName(fields, out var name, out fault) ? "name"
            : fields.Channel is not null && !ChannelPattern.TryParse(fields.Channel, channels, out channel, out fault) ? "channel"
            : fields.Version is not null && !VersionSpec.TryParse(fields.Version, out version, out fault) ? "version"
            : !Pattern(fields.Build, out build, out fault) ? "build"
            : fields.BuildNumber is not null && !BuildNumberSpec.TryParse(fields.BuildNumber, out number, out fault) ? "build_number"
            : !Pattern(fields.License?.ToLowerInvariant(), out license, out fault) ? "license"
            : !Pattern(fields.LicenseFamily?.ToLowerInvariant(), out family, out fault) ? "license_family"
            : null;
        failed = (wrong ?? "", TextOf(wrong, fields));
        patterns = wrong is not null ? null : new MatchSpecPatterns
        {
            Name = name,
            Channel = channel,
            Version = version,
            Build = build,
            BuildNumber = number,
            License = license,
            LicenseFamily = family,
            TrackFeatures = Words(fields.TrackFeatures),
            Features = Words(fields.Features),
            IsNameOnly = fields.IsNameOnly,
        };
        return patterns is not null;
    }

    private static string TextOf(string? field, MatchSpecFields fields) => field switch
    {
        "name" => fields.Name,
        "channel" => fields.Channel,
        "version" => fields.Version,
        "build" => fields.Build,
        "build_number" => fields.BuildNumber,
        "license" => fields.License,
        _ => fields.LicenseFamily,
    } ?? "";

    internal bool Matches(RepoDataRecord record, MatchSpecFields fields) =>
        (Name is null || Name.Matches(record.Name))
        && (Version is null || MatchesVersion(record.Version))
        && (Build is null || Build.Matches(record.Build))
        && (!NeedsWholeRecord(fields) || MatchesRest(record, fields));

    internal bool NeedsWholeRecord(MatchSpecFields fields) =>
        Channel is not null || BuildNumber is not null || License is not null || LicenseFamily is not null || TrackFeatures is not null || Features is not null
        || fields.Subdir is not null || fields.Url is not null || fields.Md5 is not null || fields.Sha256 is not null || fields.FileName is not null
        || fields.Flags is not null;

    private bool MatchesVersion(string version) => Version!.IsAny
        || (CondaVersion.TryParse(version, out var parsed) && Version.Matches(parsed.Key, version));

    private bool MatchesRest(RepoDataRecord record, MatchSpecFields fields) =>
        (Channel is null || Channel.Matches(record.Channel))
        && (BuildNumber is null || BuildNumber.Matches(record.BuildNumber))
        && (License is null || License.Matches((record.License ?? "None").ToLowerInvariant()))
        && (LicenseFamily is null || LicenseFamily.Matches((record.LicenseFamily ?? "None").ToLowerInvariant()))
        && (TrackFeatures is null || IsSameSet(TrackFeatures, record.TrackFeatures))
        && (Features is null || IsSameSet(Features, record.Features))
        && (fields.Subdir is null || fields.Subdir == record.Subdir)
        && (fields.Url is null || fields.Url == record.Url)
        && (fields.Md5 is null || fields.Md5 == record.Md5)
        && (fields.Sha256 is null || fields.Sha256 == record.Sha256)
        && (fields.FileName is null || fields.FileName == record.FileName)
        && (fields.Flags is null || fields.Flags.SequenceEqual(record.Flags));

    private static bool IsSameSet(string[] wanted, IReadOnlyList<string> there) => wanted.ToHashSet(StringComparer.Ordinal).SetEquals(there);

    private static bool TryName(MatchSpecFields fields, out TextPattern? pattern, out SyntaxFault fault)
    {
        pattern = null;
        fault = default;
        var name = fields.Name?.ToLowerInvariant();
        if (name is null || name == "*")
        {
            return true;
        }

        if (!name.Contains('*', StringComparison.Ordinal) && PackageName.FindFault(name, out var reason) is >= 0 and var place)
        {
            fault = new SyntaxFault(reason, place);
            return false;
        }

        return Pattern(name, out pattern, out fault);
    }

    private static bool Pattern(string? text, out TextPattern? pattern, out SyntaxFault fault)
    {
        pattern = null;
        fault = default;
        return text is null || TextPattern.TryParse(text, out pattern, out fault);
    }

    private static string[]? Words(string? text) => text is null
        ? null
        : [.. text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Order(StringComparer.Ordinal)];
}
