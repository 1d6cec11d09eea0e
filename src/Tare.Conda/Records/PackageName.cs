using System.Diagnostics.CodeAnalysis;

namespace Tare.Conda.Records;

/// <summary>
/// The name of a package in lower case (CEP 26): letters, digits, <c>.</c>, <c>-</c> and <c>_</c>, no two of these side by side;
/// those of virtual packages begin with <c>__</c>.
/// </summary>
public readonly record struct PackageName : IComparable<PackageName>
{
    private readonly string? _name;

    private PackageName(string name) => _name = name;

    /// <summary>The package is a property of the machine, such as <c>__glibc</c>.</summary>
    public bool IsVirtual => ToString().StartsWith("__", StringComparison.Ordinal);

    /// <summary>Reads a name; upper case becomes lower case.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PackageName name)
    {
        name = default;
        if (text is null || FindFault(text, out _) >= 0)
        {
            return false;
        }

        name = new PackageName(text.ToLowerInvariant());
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(PackageName other) => string.CompareOrdinal(ToString(), other.ToString());

    /// <summary>The name.</summary>
    public override string ToString() => _name ?? "";

    /// <summary>The first character that cannot stand where it stands, or -1; the reason in <paramref name="reason"/>.</summary>
    internal static int FindFault(ReadOnlySpan<char> text, out string reason)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(text[i]) && text[i] is not ('.' or '_' or '-'))
            {
                reason = $"package name contains invalid characters ({text[i]})";
                return i;
            }
        }

        reason = "invalid package name";
        var isVirtual = text.StartsWith("__", StringComparison.Ordinal);
        var start = isVirtual ? 2 : 0;
        if (text.Length <= start || (text[start] is '.' or '-' || (isVirtual && text[start] == '_')))
        {
            return Math.Min(start, Math.Max(0, text.Length - 1));
        }

        // The first character may be an underscore and still be followed by a separator.
        for (var i = start + 2; i < text.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(text[i]) && !char.IsAsciiLetterOrDigit(text[i - 1]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Orders by the characters.</summary>
    public static bool operator <(PackageName left, PackageName right) => left.CompareTo(right) < 0;

    /// <summary>Orders by the characters.</summary>
    public static bool operator >(PackageName left, PackageName right) => left.CompareTo(right) > 0;

    /// <summary>Orders by the characters.</summary>
    public static bool operator <=(PackageName left, PackageName right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by the characters.</summary>
    public static bool operator >=(PackageName left, PackageName right) => left.CompareTo(right) >= 0;
}
