using System.Text;

namespace Tare.Conda.Linking;

/// <summary>
/// Puts the path of an environment in the place of the placeholder that a package was built with (conda's documentation, "Making
/// packages relocatable"). Text changes its length; in a binary each string keeps its length, as offsets would break, and is
/// filled up with NUL, and the signature of a program for macOS is made true again.
/// </summary>
public static class PrefixReplacement
{
    // The kernel reads 127 bytes of the first line and cuts the rest off (BINPRM_BUF_SIZE before Linux 5.1).
    private const int LongestInterpreterLine = 127;

    /// <summary>The content with the prefix in it.</summary>
    public static byte[] Replace(ReadOnlySpan<byte> content, string placeholder, bool isBinary, PrefixTarget target)
    {
        if (placeholder.Length == 0)
        {
            return content.ToArray();
        }

        var mark = Encoding.UTF8.GetBytes(placeholder);
        var prefix = Encoding.UTF8.GetBytes(target.Prefix);
        return isBinary ? ReplaceBinary(content, mark, prefix, target.File) : ShortenInterpreter(ReplaceText(content, mark, prefix));
    }

    private static byte[] ReplaceText(ReadOnlySpan<byte> content, ReadOnlySpan<byte> mark, ReadOnlySpan<byte> prefix)
    {
        var count = content.Count(mark);
        var result = new byte[content.Length + (count * (prefix.Length - mark.Length))];
        var at = 0;
        for (var next = content.IndexOf(mark); next >= 0; next = content.IndexOf(mark))
        {
            content[..next].CopyTo(result.AsSpan(at));
            prefix.CopyTo(result.AsSpan(at + next));
            at += next + prefix.Length;
            content = content[(next + mark.Length)..];
        }

        content.CopyTo(result.AsSpan(at));
        return result;
    }

    private static byte[] ReplaceBinary(ReadOnlySpan<byte> content, ReadOnlySpan<byte> mark, ReadOnlySpan<byte> prefix, string file)
    {
        var result = content.ToArray();
        var rest = result.AsSpan();
        for (var next = rest.IndexOf(mark); next >= 0; next = rest.IndexOf(mark))
        {
            rest = rest[next..];
            var length = rest.IndexOf((byte)0);
            if (length < 0)
            {
                break;
            }

            if (prefix.Length > mark.Length)
            {
                throw new LinkException(
                    $"`{file}` has room for a prefix of {mark.Length} bytes, and `{Encoding.UTF8.GetString(prefix)}` has {prefix.Length}",
                    "choose a shorter path for the environment");
            }

            var replaced = ReplaceText(rest[..length], mark, prefix);
            replaced.CopyTo(rest);
            rest[replaced.Length..length].Clear();
            rest = rest[length..];
        }

        MachOSignature.Renew(result);
        return result;
    }

    // `#!/long/prefix/bin/python3.12 -x` becomes `#!/usr/bin/env python3.12 -x`; PATH finds the program once the environment is active.
    internal static byte[] ShortenInterpreter(byte[] content)
    {
        var end = content.AsSpan().IndexOf((byte)'\n');
        var line = content.AsSpan(0, end < 0 ? content.Length : end);
        if (!line.StartsWith("#!"u8))
        {
            return content;
        }

        if (line.Length <= LongestInterpreterLine)
        {
            return content;
        }

        var path = line[2..].TrimStart((byte)' ');
        var space = path.IndexOf((byte)' ');
        var program = space < 0 ? path : path[..space];
        var name = program[(program.LastIndexOf((byte)'/') + 1)..];
        return [.. "#!/usr/bin/env "u8, .. name, .. space < 0 ? [] : path[space..], .. content.AsSpan(line.Length)];
    }
}
