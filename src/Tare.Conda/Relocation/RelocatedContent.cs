using System.Text;
using Tare.Conda.Linking;

namespace Tare.Conda.Relocation;

/// <summary>
/// The content of a file of an environment after the environment has got another path. Text may change its length; in a binary the
/// strings with the path keep the room that the placeholder of the package had, filled up with NUL.
/// </summary>
internal sealed class RelocatedContent(string from, string to)
{
    private readonly byte[] _from = Encoding.UTF8.GetBytes(from);
    private readonly byte[] _to = Encoding.UTF8.GetBytes(to);

    /// <summary>The content without the old path in it, or null where it has not got it.</summary>
    internal byte[]? Text(ReadOnlySpan<byte> content)
    {
        var places = Places(content);
        if (places.Count == 0)
        {
            return null;
        }

        var result = new byte[content.Length + (places.Count * (_to.Length - _from.Length))];
        var (read, written) = (0, 0);
        foreach (var place in places)
        {
            content[read..place].CopyTo(result.AsSpan(written));
            written += place - read;
            _to.CopyTo(result, written);
            (read, written) = (place + _from.Length, written + _to.Length);
        }

        content[read..].CopyTo(result.AsSpan(written));
        return PrefixReplacement.ShortenInterpreter(result);
    }

    /// <summary>The same for a binary; <paramref name="room"/> is the length of the placeholder that the path was put in for, in bytes.</summary>
    /// <exception cref="LinkException">The new path is too long for this file.</exception>
    internal byte[]? Binary(ReadOnlySpan<byte> content, int room, string file)
    {
        if (content.IndexOf(_from) < 0)
        {
            return null;
        }

        var result = content.ToArray();
        var rest = result.AsSpan();
        for (var next = rest.IndexOf(_from); next >= 0; next = rest.IndexOf(_from))
        {
            rest = rest[next..];
            var end = rest.IndexOf((byte)0);
            var length = end < 0 ? rest.Length : end;
            var text = rest[..length].ToArray();
            var count = text.AsSpan().Count(_from);
            var grown = length + (count * (_to.Length - _from.Length));
            DemandRoom(rest, (length, grown), count * Math.Max(0, room - _from.Length), file);
            Replace(text, rest[..Math.Max(length, grown)]);
            rest = rest[Math.Max(length, grown)..];
        }

        MachOSignature.Renew(result);
        return result;
    }

    // What the old path left of the placeholder's room is NUL; anything else belongs to the next string.
    private void DemandRoom(ReadOnlySpan<byte> rest, (int Old, int New) length, int spare, string file)
    {
        var needed = length.New - length.Old;
        if (needed > 0 && (needed > spare || length.New >= rest.Length || rest[length.Old..(length.New + 1)].ContainsAnyExcept((byte)0)))
        {
            throw new LinkException($"`{file}` has no room for the path `{to}`", "choose a shorter path for the environment");
        }
    }

    private void Replace(ReadOnlySpan<byte> text, Span<byte> target)
    {
        target.Clear();
        for (var next = text.IndexOf(_from); next >= 0; next = text.IndexOf(_from))
        {
            text[..next].CopyTo(target);
            _to.CopyTo(target[next..]);
            target = target[(next + _to.Length)..];
            text = text[(next + _from.Length)..];
        }

        text.CopyTo(target);
    }

    private List<int> Places(ReadOnlySpan<byte> content)
    {
        var places = new List<int>();
        for (var start = 0; content[start..].IndexOf(_from) is var next and >= 0; start += next + _from.Length)
        {
            if (IsWhole(content[(start + next + _from.Length)..]))
            {
                places.Add(start + next);
            }
        }

        return places;
    }

    // `/envs/e` is not meant by `/envs/e2` or `/envs/e.old`.
    private static bool IsWhole(ReadOnlySpan<byte> behind) => behind switch
    {
        [] => true,
        [(byte)'.', var next, ..] => !char.IsAsciiLetterOrDigit((char)next),
        [var next, ..] => !char.IsAsciiLetterOrDigit((char)next) && next is not ((byte)'_' or (byte)'-'),
    };
}
