using System.Buffers.Binary;
using System.Text.Unicode;

namespace Tare.Conda.Repodata.MessagePack;

/// <summary>Reads MessagePack values in their order from bytes that nobody vouches for. A copy of the reader reads the same values again.</summary>
internal ref struct MessagePackReader(ReadOnlySpan<byte> bytes)
{
    private const int Deepest = 64;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    /// <summary>The kind of the next value.</summary>
    public readonly MessagePackKind Peek()
    {
        if (_position >= _bytes.Length)
        {
            throw Error("is missing");
        }

        return _bytes[_position] switch
        {
            < 0x80 or >= 0xe0 or (>= 0xcc and <= 0xd3) => MessagePackKind.Integer,
            < 0x90 or 0xde or 0xdf => MessagePackKind.Map,
            < 0xa0 or 0xdc or 0xdd => MessagePackKind.Array,
            < 0xc0 or 0xd9 or 0xda or 0xdb => MessagePackKind.Text,
            0xc0 => MessagePackKind.Nil,
            0xc2 or 0xc3 => MessagePackKind.Boolean,
            0xc4 or 0xc5 or 0xc6 => MessagePackKind.Binary,
            0xca or 0xcb => MessagePackKind.Float,
            0xc1 => throw Error("is no value"),
            _ => MessagePackKind.Extension,
        };
    }

    /// <summary>Reads a boolean.</summary>
    public bool ReadBoolean() => Expect(MessagePackKind.Boolean) == 0xc3;

    /// <summary>Reads an integer of any width, signed or not.</summary>
    public Int128 ReadInteger()
    {
        var head = Expect(MessagePackKind.Integer);
        return head switch
        {
            < 0x80 or >= 0xe0 => (sbyte)head,
            <= 0xcf => Number(1 << (head - 0xcc)),
            0xd0 => (sbyte)Number(1),
            0xd1 => (short)Number(2),
            0xd2 => (int)Number(4),
            _ => (long)Number(8),
        };
    }

    /// <summary>Reads a floating-point number.</summary>
    public double ReadFloat() => Expect(MessagePackKind.Float) == 0xca
        ? BinaryPrimitives.ReadSingleBigEndian(Take(4))
        : BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>Reads a text: valid UTF-8.</summary>
    public ReadOnlySpan<byte> ReadText()
    {
        var head = Expect(MessagePackKind.Text);
        var text = Take(head < 0xc0 ? (ulong)(head & 0x1f) : Number(1 << (head - 0xd9)));
        return Utf8.IsValid(text) ? text : throw Error("ends a text that is no UTF-8");
    }

    /// <summary>Reads a run of bytes.</summary>
    public ReadOnlySpan<byte> ReadBinary() => Take(Number(1 << (Expect(MessagePackKind.Binary) - 0xc4)));

    /// <summary>Reads the head of an array: how many values follow.</summary>
    public int ReadArray()
    {
        var head = Expect(MessagePackKind.Array);
        return Count(head < 0xa0 ? (ulong)(head & 0xf) : Number(2 << (head - 0xdc)), 1);
    }

    /// <summary>Reads the head of a map: how many pairs follow.</summary>
    public int ReadMap()
    {
        var head = Expect(MessagePackKind.Map);
        return Count(head < 0x90 ? (ulong)(head & 0xf) : Number(2 << (head - 0xde)), 2);
    }

    /// <summary>Passes over the next value and all that it holds.</summary>
    public void Skip() => Skip(Deepest);

    /// <summary>An error at this place.</summary>
    public readonly MessagePackException Error(string problem) => new(problem, _position);

    private void Skip(int depth)
    {
        if (depth == 0)
        {
            throw Error("is nested too deep");
        }

        switch (Peek())
        {
            case MessagePackKind.Nil or MessagePackKind.Boolean:
                _position++;
                break;
            case MessagePackKind.Integer:
                ReadInteger();
                break;
            case MessagePackKind.Float:
                ReadFloat();
                break;
            case MessagePackKind.Text:
                ReadText();
                break;
            case MessagePackKind.Binary:
                ReadBinary();
                break;
            case MessagePackKind.Extension:
                SkipExtension();
                break;
            case var kind:
                for (var left = kind == MessagePackKind.Map ? 2L * ReadMap() : ReadArray(); left > 0; left--)
                {
                    Skip(depth - 1);
                }

                break;
        }
    }

    // The length, a type byte, the data.
    private void SkipExtension()
    {
        var head = _bytes[_position++];
        Take((head >= 0xd4 ? 1ul << (head - 0xd4) : Number(1 << (head - 0xc7))) + 1);
    }

    private byte Expect(MessagePackKind kind) => Peek() == kind ? _bytes[_position++] : throw Error($"is {Peek()} instead of {kind}");

    private ulong Number(int width)
    {
        var value = 0ul;
        foreach (var digit in Take((ulong)width))
        {
            value = (value << 8) | digit;
        }

        return value;
    }

    // A count that the rest of the bytes cannot hold is a lie, and found out before anything is made for it.
    private readonly int Count(ulong count, int bytesEach) =>
        count <= (ulong)((_bytes.Length - _position) / bytesEach) ? (int)count : throw Error($"announces {count} values, more than there can be");

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)(_bytes.Length - _position))
        {
            throw Error("is cut short");
        }

        var taken = _bytes.Slice(_position, (int)length);
        _position += (int)length;
        return taken;
    }
}
