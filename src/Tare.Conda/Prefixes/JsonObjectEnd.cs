using System.Numerics;
using System.Runtime.Intrinsics;

namespace Tare.Conda.Prefixes;

/// <summary>
/// Finds where a JSON object ends by its braces alone, 64 bytes at a step, without a look at what is in it. Well-formed input gives the
/// right brace, any other input some place or none.
/// </summary>
internal ref struct JsonObjectEnd
{
    private const int Step = 2 * 32;
    private int _depth;
    private bool _isInString;
    private bool _isEscaped;

    /// <summary>The place of the brace that closes the object whose opening brace is just in front of <paramref name="json"/>; -1 without one.</summary>
    internal static int Find(ReadOnlySpan<byte> json)
    {
        var end = new JsonObjectEnd { _depth = 1 };
        var at = 0;
        for (; at + Step <= json.Length; at += Step)
        {
            var step = json.Slice(at, Step);
            if (!end.TryPass(step) && end.Pass(step) is var place and >= 0)
            {
                return at + place;
            }
        }

        var rest = end.Pass(json[at..]);
        return rest < 0 ? -1 : at + rest;
    }

    // A step without escapes in which the object cannot end.
    private bool TryPass(ReadOnlySpan<byte> step)
    {
        var (low, high) = (Vector256.Create(step), Vector256.Create(step[32..]));
        if (_isEscaped || Places(low, high, '\\') != 0)
        {
            return false;
        }

        var inStrings = FromOddToEven(Places(low, high, '"')) ^ (_isInString ? ulong.MaxValue : 0);
        var closing = BitOperations.PopCount(Places(low, high, '}') & ~inStrings);
        if (closing >= _depth)
        {
            return false;
        }

        _depth += BitOperations.PopCount(Places(low, high, '{') & ~inStrings) - closing;
        _isInString = inStrings >> 63 != 0;
        return true;
    }

    private int Pass(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (_isEscaped)
            {
                _isEscaped = false;
            }
            else if (bytes[i] == '"')
            {
                _isInString = !_isInString;
            }
            else if (_isInString)
            {
                _isEscaped = bytes[i] == '\\';
            }
            else if (bytes[i] == '{')
            {
                _depth++;
            }
            else if (bytes[i] == '}' && --_depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static ulong Places(Vector256<byte> low, Vector256<byte> high, char wanted)
    {
        var bytes = Vector256.Create((byte)wanted);
        return Vector256.Equals(low, bytes).ExtractMostSignificantBits() | ((ulong)Vector256.Equals(high, bytes).ExtractMostSignificantBits() << 32);
    }

    // Each bit becomes the parity of those up to it: set from an opening quote to just in front of the closing one.
    private static ulong FromOddToEven(ulong quotes)
    {
        for (var shift = 1; shift < 64; shift *= 2)
        {
            quotes ^= quotes << shift;
        }

        return quotes;
    }
}
