using System.Diagnostics.CodeAnalysis;

namespace Tare.Conda.Versions;

/// <summary>
/// A constraint on versions (VersionSpec in conda/models/version.py): <c>1.2</c>, <c>==1.2</c>, <c>1.2.*</c>, <c>=1.2</c>,
/// <c>&gt;=1,&lt;2|3.*</c>, <c>!=1.2.*</c>, <c>~=1.4.2</c>, <c>1.*.3</c>, <c>^1\..*$</c>, <c>*</c>, with parentheses.
/// <c>,</c> binds closer than <c>|</c>.
/// </summary>
public sealed class VersionSpec : IEquatable<VersionSpec>
{
    private readonly VersionConstraint _root;
    private readonly string _text;

    private VersionSpec(VersionConstraint root)
    {
        _root = root;
        _text = root.Text;
    }

    /// <summary>This is <c>*</c>.</summary>
    public bool IsAny => _root is VersionPattern { IsAny: true };

    /// <summary>Names one version: <c>1.2</c> or <c>==1.2</c>.</summary>
    public bool IsExact => _root.IsExact;

    /// <summary>
    /// Text that means the same when it is read again. conda's own text, <see cref="ToString"/>, leaves inner parentheses out.
    /// </summary>
    public string Grouped => _root.Grouped;

    /// <summary>Reads a constraint; <see cref="SpecException"/> for anything else.</summary>
    public static VersionSpec Parse(string text) =>
        TryParse(text, out var spec, out var fault) ? spec : throw new SpecException("version spec", text, fault);

    /// <summary>Reads a constraint, or says why it is none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out VersionSpec? spec, out SyntaxFault fault)
    {
        spec = VersionSpecParser.TryParse(text, out var root, out fault) ? new VersionSpec(root) : null;
        return spec is not null;
    }

    /// <summary>The version is allowed.</summary>
    public bool Matches(CondaVersion version) => _root.Matches(version.Key, version.ToString());

    /// <summary>The version is allowed. Allocates nothing, patterns excepted.</summary>
    /// <param name="key">The version's key: see <see cref="VersionKey"/>.</param>
    /// <param name="text">The version as its record writes it, which globs and regular expressions look at.</param>
    public bool Matches(ReadOnlySpan<byte> key, string text) => _root.Matches(key, text);

    /// <inheritdoc/>
    public bool Equals(VersionSpec? other) => other is not null && Grouped == other.Grouped;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VersionSpec);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>conda's canonical text.</summary>
    public override string ToString() => _text;
}
