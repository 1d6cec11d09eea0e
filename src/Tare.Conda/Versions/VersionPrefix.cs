using System.Text;

namespace Tare.Conda.Versions;

/// <summary>
/// The beginning of a version, as in <c>1.2.*</c> and <c>=1.2</c> (VersionOrder.startswith). Trailing zeros count here: <c>1.0</c>
/// begins <c>1.0.5</c> and <c>1</c>, but not <c>1.1</c>; so a prefix is kept as its list of components.
/// </summary>
internal sealed class VersionPrefix
{
    private readonly CondaVersion _version;
    private readonly byte[][][] _components;
    private readonly bool _isLocal;

    private VersionPrefix(CondaVersion version, byte[][][] components, bool isLocal)
    {
        _version = version;
        _components = components;
        _isLocal = isLocal;
    }

    /// <summary>The prefix that is written like this version.</summary>
    internal static VersionPrefix Of(CondaVersion version)
    {
        var ascii = Encoding.ASCII.GetBytes(version.ToString());
        var plus = Array.IndexOf(ascii, (byte)'+');
        var start = plus >= 0 ? plus + 1 : Array.IndexOf(ascii, (byte)'!') + 1;
        return new VersionPrefix(version, Components(ascii.AsSpan(start), plus < 0), plus >= 0);
    }

    internal bool Matches(ReadOnlySpan<byte> key)
    {
        var atoms = new VersionAtoms(key);
        var own = new VersionAtoms(_version.Key);
        if (_isLocal)
        {
            atoms.ToLocal();
            if (!MainPart(key).SequenceEqual(MainPart(_version.Key)))
            {
                return false;
            }
        }
        else if (!atoms.Epoch.SequenceEqual(own.Epoch))
        {
            return false;
        }

        for (var i = 0; i < _components.Length - 1; i++)
        {
            foreach (var atom in _components[i])
            {
                if (!atoms.Next().SequenceEqual(atom))
                {
                    return false;
                }
            }

            if (!atoms.IsAtEndOfComponent)
            {
                return false;
            }

            atoms.NextComponent();
        }

        return BeginsWith(ref atoms, _components[^1]);
    }

    private static bool BeginsWith(ref VersionAtoms atoms, byte[][] component)
    {
        for (var i = 0; i < component.Length - 1; i++)
        {
            if (!atoms.Next().SequenceEqual(component[i]))
            {
                return false;
            }
        }

        var last = component[^1];
        var other = atoms.Next();
        var isWord = last.Length > 0 && last[0] < VersionKey.ZeroBeforeWord;
        return isWord ? other.StartsWith(last.AsSpan(0, last.Length - 1)) : other.SequenceEqual(last);
    }

    // The key up to the local version.
    private static ReadOnlySpan<byte> MainPart(ReadOnlySpan<byte> key)
    {
        var atoms = new VersionAtoms(key);
        return key[..atoms.LengthOfMain()];
    }

    private static byte[][][] Components(ReadOnlySpan<byte> text, bool keepsLastUnderscore)
    {
        var components = new List<byte[][]>();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var isEnd = i == text.Length;
            if (isEnd || (VersionText.IsSeparator(text[i]) && !(keepsLastUnderscore && i == text.Length - 1 && text[i] == '_')))
            {
                components.Add(Atoms(text[start..i]));
                start = i + 1;
            }
        }

        return [.. components];
    }

    private static byte[][] Atoms(ReadOnlySpan<byte> component)
    {
        var atoms = new List<byte[]>();
        if (!VersionText.IsDigit(component[0]))
        {
            atoms.Add([]);
        }

        for (var i = 0; i < component.Length;)
        {
            var end = VersionText.RunEnd(component, i);
            atoms.Add(VersionKeyWriter.AtomOf(component[i..end]));
            i = end;
        }

        return [.. atoms];
    }
}
