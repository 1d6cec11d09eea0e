using System.Diagnostics.CodeAnalysis;
using Tare.Conda.Channels;
using Tare.Conda.Records;
using Tare.Conda.Versions;

namespace Tare.Conda.MatchSpecs;

/// <summary>
/// A question about packages (MatchSpec in conda/models/match_spec.py), in any of conda's spellings: <c>numpy</c>,
/// <c>numpy 1.26.* py312*</c>, <c>numpy=1.26</c>, <c>conda-forge/linux-64::numpy&gt;=1.26[build_number='&gt;2',md5=...]</c>, or the
/// URL or path of an archive. <see cref="ToString"/> is conda's canonical text.
/// </summary>
public sealed class MatchSpec : IEquatable<MatchSpec>
{
    private readonly MatchSpecPatterns _patterns;
    private readonly string _text;

    internal MatchSpec(MatchSpecFields fields, MatchSpecPatterns patterns)
    {
        Fields = fields;
        _patterns = patterns;
        _text = MatchSpecText.Of(fields, patterns);
    }

    /// <summary>The parts as text; make another spec from changed ones with <see cref="Create"/>.</summary>
    public MatchSpecFields Fields { get; }

    /// <summary>The name in lower case; <c>*</c> where the spec asks for any, perhaps a glob.</summary>
    public string Name => _patterns.Name?.Text ?? "*";

    /// <summary>The spec asks for one name.</summary>
    public bool HasExactName => _patterns.Name is { IsExact: true };

    /// <summary>Nothing but a name is asked about.</summary>
    public bool IsNameOnly => HasExactName && _patterns.IsNameOnly;

    /// <summary>The versions asked for; null where any will do.</summary>
    public VersionSpec? Version => _patterns.Version;

    /// <summary>The build string or pattern asked for; null where any will do.</summary>
    public string? Build => _patterns.Build?.Text;

    /// <summary>The build number asked for, as text; null where any will do.</summary>
    public string? BuildNumber => _patterns.BuildNumber?.Text;

    /// <summary>The channel asked for; null where any will do or the spec has a pattern of names.</summary>
    public Channel? Channel => _patterns.Channel?.Channel;

    /// <summary>The channel as the canonical text has it; null where none was named.</summary>
    public string? ChannelName => _patterns.Channel?.Text;

    /// <summary>The subdir asked for; null where any will do.</summary>
    public string? Subdir => Fields.Subdir;

    /// <summary>The package need not be installed: the spec constrains it where it is.</summary>
    public bool IsOptional => Fields.IsOptional;

    /// <summary>Reads a spec; <see cref="SpecException"/> points at the character that is wrong.</summary>
    public static MatchSpec Parse(string text, ChannelResolver? channels = null) =>
        TryParse(text, channels, out var spec, out var fault) ? spec : throw new SpecException("spec", text, fault);

    /// <summary>Reads a spec, or says why it is none and where.</summary>
    public static bool TryParse(string text, ChannelResolver? channels, [NotNullWhen(true)] out MatchSpec? spec, out SyntaxFault fault) =>
        new MatchSpecParser(text, channels ?? ChannelResolver.Default).TryParse(out spec, out fault);

    /// <summary>The one name that a dependency asks for, in lower case; null where it is no spec of one name. What follows a name in the plain form is not read.</summary>
    public static string? NameOf(string text)
    {
        if (NameVersionBuild.IsPlain(text))
        {
            var name = text[..NameVersionBuild.NameLength(text)].ToLowerInvariant();
            if (name.Length > 0 && PackageName.FindFault(name, out _) < 0)
            {
                return name;
            }
        }

        return TryParse(text, null, out var spec, out _) && spec.HasExactName ? spec.Name : null;
    }

    /// <summary>Makes a spec from its parts; <see cref="SpecException"/> where one of them cannot be read.</summary>
    public static MatchSpec Create(MatchSpecFields fields, ChannelResolver? channels = null)
    {
        if (MatchSpecPatterns.TryCreate(fields, channels ?? ChannelResolver.Default, out var patterns, out var field, out var fault))
        {
            return new MatchSpec(fields, patterns);
        }

        throw new SpecException(field.Key, field.Text, fault);
    }

    /// <summary>The name is one that the spec asks for.</summary>
    public bool MatchesName(string name) => _patterns.Name is null || _patterns.Name.Matches(name);

    /// <summary>The record is one that the spec asks for. The condition (<c>when</c>) is not looked at.</summary>
    public bool Matches(RepoDataRecord record) => _patterns.Matches(record, Fields);

    /// <summary>The version and the build are ones that the spec asks for; for callers who know that the name is and keep keys of versions.</summary>
    public bool Matches(ReadOnlySpan<byte> versionKey, string version, string build) =>
        (_patterns.Version is null || _patterns.Version.Matches(versionKey, version)) && (_patterns.Build is null || _patterns.Build.Matches(build));

    /// <summary>Something beyond name, version and build is asked about, so that <see cref="Matches(RepoDataRecord)"/> is needed.</summary>
    public bool NeedsWholeRecord => _patterns.NeedsWholeRecord(Fields);

    /// <summary>The same is asked for. The canonical text alone does not tell, as it leaves out the parentheses of versions.</summary>
    public bool Equals(MatchSpec? other) => other is not null && _text == other._text && IsOptional == other.IsOptional && Fields.Target == other.Fields.Target
        && (!_text.Contains('|', StringComparison.Ordinal) || Equals(Version, other.Version));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MatchSpec);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>conda's canonical text: <c>channel/subdir::name==version=build[key=value,...]</c>.</summary>
    public override string ToString() => _text;
}
