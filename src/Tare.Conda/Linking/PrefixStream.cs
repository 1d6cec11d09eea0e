using System.Buffers;
using System.Text;
using Tare.Primitives.Streams;

namespace Tare.Conda.Linking;

/// <summary>
/// What <see cref="PrefixReplacement"/> makes of a file that is too large to be in memory, read from front to back. A binary keeps its
/// length. In memory are a piece of the file and, in a binary, the string that the placeholder stands in.
/// </summary>
public sealed class PrefixStream : ForwardStream
{
    private const int Piece = 1 << 18;
    private readonly Stream _content;
    private readonly string _placeholder;
    private readonly byte[] _mark;
    private readonly byte[] _prefix;
    private readonly bool _isBinary;
    private readonly PrefixTarget _target;
    private readonly ArrayBufferWriter<byte> _ready = new(Piece);
    private byte[] _held = new byte[Piece];
    private int _heldLength;
    private int _given;
    private bool _hasBegun;
    private bool _hasEnded;

    /// <summary>The stream to read from is not disposed. <see cref="LinkException"/> is raised while reading where a binary lacks the room.</summary>
    public PrefixStream(Stream content, string placeholder, bool isBinary, PrefixTarget target)
    {
        (_content, _placeholder, _isBinary, _target) = (content, placeholder, isBinary, target);
        (_mark, _prefix) = (Encoding.UTF8.GetBytes(placeholder), Encoding.UTF8.GetBytes(target.Prefix));
        ArgumentOutOfRangeException.ThrowIfZero(_mark.Length);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (_given == _ready.WrittenCount && !(_hasEnded && _heldLength == 0))
        {
            _ready.ResetWrittenCount();
            _given = 0;
            Fill();
            Release(_isBinary ? TakeBinary(_held.AsSpan(0, _heldLength)) : TakeText(_held.AsSpan(0, _heldLength)));
        }

        var count = Math.Min(buffer.Length, _ready.WrittenCount - _given);
        _ready.WrittenSpan.Slice(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }

    private void Fill()
    {
        if (_held.Length - _heldLength < Piece / 2)
        {
            Array.Resize(ref _held, _held.Length * 2);
        }

        var read = _content.ReadAtLeast(_held.AsSpan(_heldLength), Piece / 2, throwOnEndOfStream: false);
        _hasEnded = read < Piece / 2;
        _heldLength += read;
    }

    private void Release(int taken)
    {
        _held.AsSpan(taken, _heldLength - taken).CopyTo(_held);
        _heldLength -= taken;
    }

    // Takes all but what a placeholder may begin in.
    private int TakeText(ReadOnlySpan<byte> held)
    {
        var rest = held;
        if (!_hasBegun)
        {
            _hasBegun = true;
            rest = rest[TakeFirstLine(rest)..];
        }

        for (var next = rest.IndexOf(_mark); next >= 0; next = rest.IndexOf(_mark))
        {
            _ready.Write(rest[..next]);
            _ready.Write(_prefix);
            rest = rest[(next + _mark.Length)..];
        }

        var kept = _hasEnded ? 0 : Math.Min(rest.Length, _mark.Length - 1);
        _ready.Write(rest[..^kept]);
        return held.Length - kept;
    }

    // The line of the interpreter may have to be shortened, which needs it whole.
    private int TakeFirstLine(ReadOnlySpan<byte> held)
    {
        var end = held.StartsWith("#!"u8) ? held.IndexOf((byte)'\n') + 1 : 0;
        _ready.Write(PrefixReplacement.Replace(held[..end], _placeholder, isBinary: false, _target));
        return end;
    }

    // Takes all but what a placeholder may begin in, and strings whose end is not here yet; one that never ends stays as it is.
    private int TakeBinary(ReadOnlySpan<byte> held)
    {
        var rest = held;
        for (var next = rest.IndexOf(_mark); next >= 0; next = rest.IndexOf(_mark))
        {
            _ready.Write(rest[..next]);
            rest = rest[next..];
            var length = rest.IndexOf((byte)0);
            if (length < 0)
            {
                _ready.Write(_hasEnded ? rest : []);
                return held.Length - (_hasEnded ? 0 : rest.Length);
            }

            _ready.Write(PrefixReplacement.Replace(rest[..(length + 1)], _placeholder, isBinary: true, _target));
            rest = rest[(length + 1)..];
        }

        var kept = _hasEnded ? 0 : Math.Min(rest.Length, _mark.Length - 1);
        _ready.Write(rest[..^kept]);
        return held.Length - kept;
    }
}
