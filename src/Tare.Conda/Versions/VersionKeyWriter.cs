using System.Buffers.Binary;

namespace Tare.Conda.Versions;

/// <summary>Turns the text of a version into its key. The text has no spaces around it.</summary>
internal ref struct VersionKeyWriter(ReadOnlySpan<byte> text, Span<byte> destination)
{
    // Any number of so many digits fits into 64 bits.
    private const int DigitsOfUInt64 = 19;

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly Span<byte> _key = destination;
    private int _length;

    // Components that are 0 wait here until it is known what follows them.
    private int _zeros;

    internal bool TryWrite(out int written, out SyntaxFault fault)
    {
        if (TryWriteNumbers())
        {
            (written, fault) = (_length, default);
            return true;
        }

        (_length, _zeros, written) = (0, 0, 0);
        if (!TrySplit(out var main, out var local, out fault))
        {
            return false;
        }

        WriteNumber(main.Start == 0 ? [] : _text[..(main.Start - 1)]);
        if (!TryWriteComponents(main, keepsLastUnderscore: true, out fault) || !TryWriteComponents(local, keepsLastUnderscore: false, out fault))
        {
            return false;
        }

        written = _length;
        return true;
    }

    // What most versions are: numbers with dots between them. Whatever else there is, is for the long way.
    private bool TryWriteNumbers()
    {
        _key[_length++] = VersionKey.Small;
        ulong value = 0;
        var digits = 0;
        for (var i = 0; i < _text.Length; i++)
        {
            var digit = (uint)(_text[i] - '0');
            if (digit <= 9)
            {
                value = (value * 10) + digit;
                digits++;
            }
            else if (_text[i] == '.' && (uint)(digits - 1) < DigitsOfUInt64)
            {
                WriteNumberComponent(value);
                (value, digits) = (0, 0);
            }
            else
            {
                return false;
            }
        }

        if ((uint)(digits - 1) >= DigitsOfUInt64)
        {
            return false;
        }

        WriteNumberComponent(value);
        _zeros = 0;
        _key[_length++] = VersionKey.End;
        _key[_length++] = VersionKey.End;
        return true;
    }

    private void WriteNumberComponent(ulong value)
    {
        if (value == 0)
        {
            _zeros++;
            return;
        }

        for (; _zeros > 0; _zeros--)
        {
            _key[_length++] = VersionKey.EmptyAbove;
        }

        WriteSmall(value);
        _key[_length++] = VersionKey.End;
    }

    /// <summary>One atom as it stands in a key; empty for 0.</summary>
    internal static byte[] AtomOf(ReadOnlySpan<byte> atom)
    {
        if (VersionText.IsDigit(atom[0]) && atom.IndexOfAnyExcept((byte)'0') < 0)
        {
            return [];
        }

        var key = new byte[VersionKey.MaximumLength(atom.Length)];
        var writer = new VersionKeyWriter([], key);
        writer.WriteAtom(atom);
        return key[..writer._length];
    }

    private readonly bool TrySplit(out (int Start, int End) main, out (int Start, int End) local, out SyntaxFault fault)
    {
        main = (0, _text.Length);
        local = (_text.Length, _text.Length);
        var invalid = VersionText.FindInvalid(_text);
        if (_text.Length == 0 || invalid >= 0)
        {
            fault = _text.Length == 0 ? new("empty version string", 0) : new("invalid character(s)", invalid);
            return false;
        }

        var epoch = _text.IndexOf((byte)'!');
        if (epoch >= 0)
        {
            var second = _text[(epoch + 1)..].IndexOf((byte)'!');
            var word = _text[..epoch].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (second >= 0 || word >= 0 || epoch == 0)
            {
                fault = second >= 0 ? new("duplicated epoch separator '!'", epoch + 1 + second) : new("epoch must be an integer", Math.Max(word, 0));
                return false;
            }
        }

        main.Start = epoch + 1;
        var plus = _text[main.Start..].IndexOf((byte)'+');
        if (plus >= 0)
        {
            main.End = main.Start + plus;
            local = (main.End + 1, _text.Length);
            var second = _text[local.Start..].IndexOf((byte)'+');
            if (second >= 0)
            {
                fault = new("duplicated local version separator '+'", local.Start + second);
                return false;
            }
        }

        var isMissing = main.Start == main.End;
        fault = isMissing ? new(plus < 0 ? "missing version after epoch" : "missing version before local version separator '+'", main.End) : default;
        if (!isMissing && plus >= 0 && local.Start == local.End)
        {
            fault = new("empty version component", local.Start);
            return false;
        }

        return !isMissing;
    }

    private bool TryWriteComponents((int Start, int End) part, bool keepsLastUnderscore, out SyntaxFault fault)
    {
        fault = default;
        var start = part.Start;

        // A last underscore (openssl: 1.0.1_) belongs to its component, where it sorts before letters.
        var hasLastUnderscore = keepsLastUnderscore && _text[part.End - 1] is (byte)'_' or (byte)'-';
        var end = hasLastUnderscore && part.End > part.Start ? part.End - 1 : part.End;
        while (start <= end && part.Start < part.End)
        {
            var separator = start;
            while (separator < end && !VersionText.IsSeparator(_text[separator]))
            {
                separator++;
            }

            var isLast = separator == end;
            var stop = isLast ? part.End : separator;
            if (start == stop)
            {
                fault = new("empty version component", start);
                return false;
            }

            WriteComponent(_text[start..stop]);
            start = separator + 1;
        }

        _zeros = 0;
        _key[_length++] = VersionKey.End;
        return true;
    }

    private void WriteComponent(ReadOnlySpan<byte> component)
    {
        // What is 0 to the right of the last thing that is not, is left out.
        var last = component.Length;
        var position = 0;
        var first = true;
        var pendingZero = !VersionText.IsDigit(component[0]);
        while (position < last)
        {
            var end = VersionText.RunEnd(component, position);
            var atom = component[position..end];
            position = end;
            if (VersionText.IsDigit(atom[0]) && atom.IndexOfAnyExcept((byte)'0') < 0)
            {
                pendingZero = true;
                continue;
            }

            WriteZeros(first, pendingZero, atom);
            WriteAtom(atom);
            first = false;
            pendingZero = false;
        }

        if (first)
        {
            _zeros++;
            return;
        }

        _key[_length++] = VersionKey.End;
    }

    // A zero is always followed by a word or `post` in its own component: numbers never stand side by side.
    private void WriteZeros(bool first, bool pendingZero, ReadOnlySpan<byte> next)
    {
        var isBelow = !VersionText.IsDigit(next[0]) && !IsWord(next, "post"u8);
        if (first && _zeros > 0)
        {
            _key.Slice(_length, _zeros).Fill(isBelow ? VersionKey.EmptyBelow : VersionKey.EmptyAbove);
            _length += _zeros;
            _zeros = 0;
        }

        if (pendingZero)
        {
            _key[_length++] = isBelow ? VersionKey.ZeroBeforeWord : VersionKey.ZeroBeforePost;
        }
    }

    private void WriteAtom(ReadOnlySpan<byte> atom)
    {
        if (VersionText.IsDigit(atom[0]))
        {
            WriteNumber(atom);
        }
        else if (IsWord(atom, "post"u8))
        {
            _key[_length++] = VersionKey.Post;
        }
        else
        {
            var isDevelopment = IsWord(atom, "dev"u8);
            foreach (var c in atom)
            {
                // In upper case `dev` sorts before every other word but stars.
                var lower = c == '-' ? (byte)'_' : VersionText.Lower(c);
                _key[_length++] = isDevelopment ? (byte)(lower & 0xDF) : lower;
            }

            _key[_length++] = VersionKey.WordEnd;
        }
    }

    private void WriteNumber(ReadOnlySpan<byte> digits)
    {
        digits = digits.TrimStart((byte)'0');
        if (digits.Length <= DigitsOfUInt64)
        {
            ulong value = 0;
            foreach (var digit in digits)
            {
                value = (value * 10) + (ulong)(digit - '0');
            }

            WriteSmall(value);
            return;
        }

        _key[_length] = VersionKey.Huge;
        BinaryPrimitives.WriteInt32BigEndian(_key[(_length + 1)..], digits.Length);
        digits.CopyTo(_key[(_length + 5)..]);
        _length += 5 + digits.Length;
    }

    private void WriteSmall(ulong value)
    {
        if (value < VersionKey.SmallLimit)
        {
            _key[_length++] = (byte)(VersionKey.Small + value);
            return;
        }

        var bytes = (71 - System.Numerics.BitOperations.LeadingZeroCount(value)) / 8;
        _key[_length] = (byte)(VersionKey.Large + bytes);
        for (var i = 0; i < bytes; i++)
        {
            _key[_length + 1 + i] = (byte)(value >> (8 * (bytes - 1 - i)));
        }

        _length += 1 + bytes;
    }

    private static bool IsWord(ReadOnlySpan<byte> atom, ReadOnlySpan<byte> word)
    {
        if (atom.Length != word.Length)
        {
            return false;
        }

        for (var i = 0; i < word.Length; i++)
        {
            if (VersionText.Lower(atom[i]) != word[i])
            {
                return false;
            }
        }

        return true;
    }
}
