using System.Text;

namespace Tare.Images.FileSystem;

/// <summary>
/// The names of entries, brought to one form: <c>./a/b</c>, <c>/a/b</c>, <c>a//b/</c> are all <c>a/b</c>. A name that climbs
/// (<c>..</c>) or holds a NUL is refused: no tool writes it by honest means.
/// </summary>
internal static class EntryName
{
    private const int MaximumLength = 4096; // PATH_MAX

    internal static ReadOnlySpan<byte> Normalize(ReadOnlySpan<byte> name)
    {
        if (name.Length > MaximumLength)
        {
            throw new LayerFormatException($"an entry's name has {name.Length} bytes; no path of Linux has more than {MaximumLength}");
        }

        var plain = name.TrimStart((byte)'/');
        plain = plain.StartsWith("./"u8) ? plain[2..] : plain;
        plain = plain.EndsWith("/"u8) ? plain[..^1] : plain;
        return IsPlain(plain) ? plain : Rebuild(name);
    }

    // No empty segment, none that starts with a dot and could be `.` or `..`.
    private static bool IsPlain(ReadOnlySpan<byte> name) =>
        !name.IsEmpty && name[0] != '/' && name[^1] != '/' && name.IndexOf("//"u8) < 0 && name.IndexOf((byte)0) < 0
        && !IsDots(name) && !name.StartsWith("./"u8) && !name.StartsWith("../"u8) && name.IndexOf("/./"u8) < 0 && name.IndexOf("/../"u8) < 0
        && !name.EndsWith("/."u8) && !name.EndsWith("/.."u8);

    private static bool IsDots(ReadOnlySpan<byte> name) => name is [(byte)'.'] or [(byte)'.', (byte)'.'];

    private static ReadOnlySpan<byte> Rebuild(ReadOnlySpan<byte> name)
    {
        var result = new byte[name.Length];
        var length = 0;
        foreach (var range in name.Split((byte)'/'))
        {
            var segment = name[range];
            if (segment.IsEmpty || segment.SequenceEqual("."u8))
            {
                continue;
            }

            if (segment.SequenceEqual(".."u8) || segment.Contains((byte)0))
            {
                throw new LayerFormatException($"the entry `{Show(name)}` leads out of the image");
            }

            if (length > 0)
            {
                result[length++] = (byte)'/';
            }

            segment.CopyTo(result.AsSpan(length));
            length += segment.Length;
        }

        return result.AsSpan(0, length);
    }

    internal static string Show(ReadOnlySpan<byte> name)
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(name.Length > 200 ? name[..200] : name));
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = char.IsControl(text[i]) ? '\uFFFD' : text[i];
        }

        return text.ToString();
    }
}
