using System.Numerics;
using System.Text.RegularExpressions;

namespace Tare.Conda.Tests.Versions;

/// <summary>conda's definition of the order of versions, as lists of lists: slow and plain, to compare the keys with.</summary>
internal static partial class VersionModel
{
    private static readonly object Infinity = new();

    internal static int Compare(string left, string right)
    {
        var (a, b) = (Split(left), Split(right));
        var main = Compare(a.Main, b.Main);
        return main != 0 ? main : Compare(a.Local, b.Local);
    }

    internal static bool StartsWith(string text, string prefix)
    {
        var (a, b) = (Split(text), Split(prefix));
        if (b.Local.Count > 0 && Compare(a.Main, b.Main) != 0)
        {
            return false;
        }

        var (own, other) = b.Local.Count > 0 ? (a.Local, b.Local) : (a.Main, b.Main);
        var last = other.Count - 1;
        if (Compare([.. own.Take(last)], [.. other.Take(last)]) != 0)
        {
            return false;
        }

        List<object> component = own.Count <= last ? [] : own[last];
        var atoms = other[last].Count - 1;
        if (Compare([[.. component.Take(atoms)]], [[.. other[last].Take(atoms)]]) != 0)
        {
            return false;
        }

        var atom = component.Count <= atoms ? BigInteger.Zero : component[atoms];
        return other[last][atoms] is string word ? atom is string begins && begins.StartsWith(word, StringComparison.Ordinal) : CompareAtoms(atom, other[last][atoms]) == 0;
    }

    private static int Compare(List<List<object>> left, List<List<object>> right)
    {
        for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
        {
            List<object> a = i < left.Count ? left[i] : [];
            List<object> b = i < right.Count ? right[i] : [];
            for (var j = 0; j < Math.Max(a.Count, b.Count); j++)
            {
                var order = CompareAtoms(j < a.Count ? a[j] : BigInteger.Zero, j < b.Count ? b[j] : BigInteger.Zero);
                if (order != 0)
                {
                    return order;
                }
            }
        }

        return 0;
    }

    private static int CompareAtoms(object left, object right) => (left, right) switch
    {
        (string a, string b) => Math.Sign(string.CompareOrdinal(a, b)),
        (string, _) => -1,
        (_, string) => 1,
        (BigInteger a, BigInteger b) => a.CompareTo(b),
        (BigInteger, _) => -1,
        (_, BigInteger) => 1,
        _ => 0,
    };

    private static (List<List<object>> Main, List<List<object>> Local) Split(string text)
    {
        var lower = text.Trim().ToLowerInvariant().Replace('-', '_');
        var bang = lower.IndexOf('!');
        var plus = lower.Split('+');
        var main = plus[0][(bang + 1)..];
        var parts = main.EndsWith('_') ? main[..^1].Split('.', '_') : main.Split('.', '_');
        parts[^1] += main.EndsWith('_') ? "_" : "";
        var local = plus.Length > 1 ? plus[1].Split('.', '_').Select(Component).ToList() : [];
        return ([[BigInteger.Parse(bang < 0 ? "0" : lower[..bang])], .. parts.Select(Component)], local);
    }

    private static List<object> Component(string text)
    {
        var atoms = Runs().Matches(text).Select(m => char.IsAsciiDigit(m.Value[0]) ? BigInteger.Parse(m.Value) : m.Value switch
        {
            "post" => Infinity,
            "dev" => "DEV",
            var word => (object)word,
        });
        return char.IsAsciiDigit(text[0]) ? [.. atoms] : [BigInteger.Zero, .. atoms];
    }

    [GeneratedRegex("[0-9]+|[*]+|[^0-9*]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Runs();
}
