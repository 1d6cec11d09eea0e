using System.Buffers;
using System.Text;

namespace Tare.Conda.Versions;

/// <summary>
/// A version as conda orders it: <c>[epoch!]components[+local]</c> (VersionOrder in conda/models/version.py). Equality and order
/// are conda's: <c>1.1</c> equals <c>1.1.0</c>, <c>1.1a1</c> and <c>1.1.dev1</c> stand before it, <c>1.1.post1</c> after it.
/// </summary>
public readonly record struct CondaVersion : IComparable<CondaVersion>
{
    private readonly string? _text;
    private readonly byte[]? _key;

    private CondaVersion(string text, byte[] key)
    {
        _text = text;
        _key = key;
    }

    /// <summary>The version's place in the order: see <see cref="VersionKey"/>.</summary>
    public ReadOnlySpan<byte> Key => _key ?? ZeroKey;

    // The key of "0", which the default value is.
    private static ReadOnlySpan<byte> ZeroKey => [VersionKey.Small, VersionKey.End, VersionKey.End];

    /// <summary>Reads a version; <see cref="SpecException"/> for anything else.</summary>
    public static CondaVersion Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var version, out var fault) ? version : throw new SpecException("version", text.ToString(), fault);

    /// <summary>Reads a version, spaces around it allowed.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CondaVersion version) => TryParse(text, out version, out _);

    /// <summary>Reads a version, spaces around it allowed, or says why it is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CondaVersion version, out SyntaxFault fault)
    {
        version = default;
        var start = text.Length - text.TrimStart().Length;
        var trimmed = text.Trim();
        var foreign = trimmed.IndexOfAnyExceptInRange('\0', '\x7F');
        if (foreign >= 0)
        {
            fault = new SyntaxFault("invalid character(s)", start + foreign);
            return false;
        }

        var rented = ArrayPool<byte>.Shared.Rent((3 * trimmed.Length) + 16);
        try
        {
            var ascii = rented.AsSpan(0, Encoding.ASCII.GetBytes(trimmed, rented));
            var key = rented.AsSpan(ascii.Length);
            if (!new VersionKeyWriter(ascii, key).TryWrite(out var length, out fault))
            {
                fault = fault.Shifted(start);
                return false;
            }

            version = new CondaVersion(Normal(trimmed), key[..length].ToArray());
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <inheritdoc/>
    public int CompareTo(CondaVersion other) => Key.SequenceCompareTo(other.Key);

    /// <inheritdoc/>
    public bool Equals(CondaVersion other) => Key.SequenceEqual(other.Key);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Key);
        return hash.ToHashCode();
    }

    /// <summary>
    /// The components up to the last one of <paramref name="prefix"/> are equal, and that one begins alike: <c>1.2.3</c> and
    /// <c>1.2rc1</c> start with <c>1.2</c>, <c>1.20</c> does not. A local version is only looked at when the prefix has one.
    /// </summary>
    public bool StartsWith(CondaVersion prefix) => VersionPrefix.Of(prefix).Matches(Key);

    /// <summary>The version in lower case, without spaces around it, dashes as underscores: conda's canonical text.</summary>
    public override string ToString() => _text ?? "0";

    private static string Normal(ReadOnlySpan<char> text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = source[i] == '-' ? '_' : char.ToLowerInvariant(source[i]);
        }
    });

    /// <summary>Older.</summary>
    public static bool operator <(CondaVersion left, CondaVersion right) => left.CompareTo(right) < 0;

    /// <summary>Newer.</summary>
    public static bool operator >(CondaVersion left, CondaVersion right) => left.CompareTo(right) > 0;

    /// <summary>Older or equal.</summary>
    public static bool operator <=(CondaVersion left, CondaVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Newer or equal.</summary>
    public static bool operator >=(CondaVersion left, CondaVersion right) => left.CompareTo(right) >= 0;
}
