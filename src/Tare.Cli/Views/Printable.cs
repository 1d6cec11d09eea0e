using System.Text;

namespace Tare.Cli.Views;

/// <summary>Names from a disk on a screen: control characters, which could move the cursor or forge a line, are written out.</summary>
internal static class Printable
{
    internal static string Text(string name)
    {
        if (!name.AsSpan().ContainsAnyInRange('\0', '\x1f') && !name.AsSpan().ContainsAnyInRange('\x7f', '\x9f') && !name.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
        {
            return name;
        }

        var text = new StringBuilder(name.Length + 8);
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsControl(rune))
            {
                text.Append(null, $"\\x{rune.Value:x2}");
            }
            else
            {
                text.Append(rune.ToString());
            }
        }

        return text.ToString();
    }
}
