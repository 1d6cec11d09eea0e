using System.Buffers;
using System.Buffers.Text;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tare.Conda.Repodata.Json;

/// <summary>
/// A forward reader of JSON in a window of a larger text. Every method answers false where the text ends too early
/// (<see cref="Incomplete"/>: give it more and start again at the last whole value) or is not JSON.
/// </summary>
internal ref struct JsonScanner(ReadOnlySpan<byte> window, int start)
{
    private const int DepthLimit = 64;

    private static readonly SearchValues<byte> StringEnds = SearchValues.Create("\"\\\n\0"u8);

    private readonly ReadOnlySpan<byte> _window = window;

    /// <summary>Where the next byte is read.</summary>
    public int Position = start;

    /// <summary>The last false meant: the window ends here.</summary>
    public bool Incomplete { get; private set; }

    /// <summary>The bytes from a place up to the next byte.</summary>
    public readonly ReadOnlySpan<byte> From(int place) => _window[place..Position];

    /// <summary>The next byte that is no white space, or -1 at the end of the window.</summary>
    public int Peek()
    {
        var position = Position;
        while ((uint)position < (uint)_window.Length)
        {
            var value = _window[position];
            if (value > ' ')
            {
                Position = position;
                return value;
            }

            position++;
        }

        Position = position;
        Incomplete = true;
        return -1;
    }

    /// <summary>Takes the byte when it comes next.</summary>
    public bool TryTake(byte expected)
    {
        if (Peek() != expected)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Takes a string; <paramref name="raw"/> is what stands between the quotes, escapes as they are.</summary>
    public bool TryString(out ReadOnlySpan<byte> raw, out bool escaped)
    {
        raw = default;
        escaped = false;
        if (!TryTake((byte)'"'))
        {
            return false;
        }

        var first = Position;
        var at = first;
        while (true)
        {
            var found = IndexOfStringEnd(_window[at..]);
            if (found < 0)
            {
                Incomplete = true;
                return false;
            }

            at += found;
            switch (_window[at])
            {
                case (byte)'"':
                    raw = _window[first..at];
                    Position = at + 1;
                    return true;
                case (byte)'\\':
                    escaped = true;
                    at += 2;
                    if (at > _window.Length)
                    {
                        Incomplete = true;
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    // Nearly all strings are shorter than two vectors: looking at one after another costs less than the call of a general search.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IndexOfStringEnd(ReadOnlySpan<byte> text)
    {
        ref var first = ref MemoryMarshal.GetReference(text);
        var at = 0;
        for (; at <= text.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            var bytes = Vector128.LoadUnsafe(ref first, (nuint)at);
            var ends = Vector128.Equals(bytes, Vector128.Create((byte)'"')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
                | Vector128.Equals(bytes, Vector128.Create((byte)'\n')) | Vector128.Equals(bytes, Vector128<byte>.Zero);
            if (ends != Vector128<byte>.Zero)
            {
                return at + BitOperations.TrailingZeroCount(ends.ExtractMostSignificantBits());
            }
        }

        var found = text[at..].IndexOfAny(StringEnds);
        return found < 0 ? -1 : at + found;
    }

    /// <summary>Takes a number that is whole, in whatever notation, or a string that holds one.</summary>
    public bool TryInteger(out long value)
    {
        value = 0;
        var next = Peek();
        ReadOnlySpan<byte> digits;
        if (next == '"')
        {
            if (!TryString(out digits, out _))
            {
                return false;
            }
        }
        else if (!TryToken(out digits))
        {
            return false;
        }

        if (Utf8Parser.TryParse(digits, out value, out var used) && used == digits.Length)
        {
            return true;
        }

        if (Utf8Parser.TryParse(digits, out double real, out used) && used == digits.Length && Math.Abs(real) < 1e18)
        {
            value = (long)real;
            return true;
        }

        return digits.SequenceEqual("null"u8);
    }

    /// <summary>Takes any value and forgets it.</summary>
    public bool TrySkip()
    {
        var depth = 0;
        do
        {
            switch (Peek())
            {
                case '"':
                    if (!TryString(out _, out _))
                    {
                        return false;
                    }

                    break;
                case '{' or '[':
                    Position++;
                    if (++depth > DepthLimit)
                    {
                        return false;
                    }

                    break;
                case '}' or ']':
                    Position++;
                    if (--depth < 0)
                    {
                        return false;
                    }

                    break;
                case ',' or ':' when depth > 0:
                    Position++;
                    break;
                default:
                    if (!TryToken(out var token) || !IsScalar(token))
                    {
                        return false;
                    }

                    break;
            }
        }
        while (depth > 0);
        return true;
    }

    private static bool IsScalar(ReadOnlySpan<byte> token) =>
        token.SequenceEqual("null"u8) || token.SequenceEqual("true"u8) || token.SequenceEqual("false"u8)
        || (Utf8Parser.TryParse(token, out double _, out var used) && used == token.Length && (token[0] == '-' || char.IsAsciiDigit((char)token[0])));

    private bool TryToken(out ReadOnlySpan<byte> token)
    {
        token = default;
        if (Peek() < 0)
        {
            return false;
        }

        var end = _window[Position..].IndexOfAnyExcept(TokenBytes);
        if (end < 0)
        {
            Incomplete = true;
            return false;
        }

        token = _window.Slice(Position, end);
        Position += end;
        return end > 0;
    }

    private static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);
}
