namespace Tare.Archives.Compression.Bzip2;

/// <summary>
/// Reads bzip2 data, one stream or several, its blocks decoded on several threads; every checksum is verified. What follows the last
/// stream and is no stream itself is ignored, as bzip2 does. Damage raises <see cref="InvalidDataException"/>, a cut
/// <see cref="EndOfStreamException"/>. The format: J. Seward, bzip2 1.0.
/// </summary>
internal sealed class Bzip2DecodingStream : ForwardStream
{
    private readonly Bzip2Window _window;
    private readonly Bzip2Scheduler _scheduler;
    private readonly RunLengthExpander _expander = new();
    private Bzip2Job? _block;
    private long _bit;
    private int _blockSize;
    private uint _streamCrc;
    private bool _ended;
    private bool _disposed;

    internal Bzip2DecodingStream(Stream compressed, int threads)
    {
        _window = new Bzip2Window(compressed);
        _scheduler = new Bzip2Scheduler(_window, Math.Max(threads, 1));
    }

    public override int Read(Span<byte> buffer)
    {
        while (buffer.Length > 0 && !_ended)
        {
            if (_block is not null)
            {
                var count = _expander.Expand(buffer);
                if (count > 0)
                {
                    return count;
                }

                EndBlock(_block);
            }
            else
            {
                NextBlock();
            }
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _scheduler.Dispose();
            _block?.Dispose();
            _window.Dispose();
        }

        base.Dispose(disposing);
    }

    private void NextBlock()
    {
        if (_blockSize == 0 && !TryStartStream())
        {
            _ended = true;
            return;
        }

        switch (_window.Bits(_bit, 48) ?? throw new EndOfStreamException())
        {
            case Bzip2Magic.Block:
                StartBlock();
                break;
            case Bzip2Magic.End:
                EndStream();
                break;
            default:
                throw new InvalidDataException("a block does not start where it should");
        }
    }

    private bool TryStartStream()
    {
        var isFirst = _bit == 0;
        _window.ForgetBefore(_bit >> 3);
        var head = _window.Bits(_bit, 32);
        if (head is null || head >> 8 != 0x425A68 || (head & 0xff) is < '1' or > '9')
        {
            return !isFirst ? false : throw new InvalidDataException("it does not start as bzip2 data does");
        }

        _bit += 32;
        _blockSize = (int)(head.Value - '0' & 0xf) * 100_000;
        _streamCrc = 0;
        return true;
    }

    private void StartBlock()
    {
        var block = _scheduler.Take(_bit);
        if (block.Outcome == Bzip2Outcome.Short)
        {
            throw new EndOfStreamException();
        }

        if (block.Outcome == Bzip2Outcome.Invalid || block.Length > _blockSize)
        {
            throw new InvalidDataException("a block is malformed");
        }

        _block = block;
        _expander.Start(block.Output, block.Length);
    }

    private void EndBlock(Bzip2Job block)
    {
        if (_expander.Crc != block.Crc)
        {
            throw new InvalidDataException("a block's checksum is wrong");
        }

        _streamCrc = ((_streamCrc << 1) | (_streamCrc >> 31)) ^ block.Crc;
        _bit = block.EndBit;
        block.Dispose();
        _block = null;
    }

    private void EndStream()
    {
        var crc = _window.Bits(_bit + 48, 32) ?? throw new EndOfStreamException();
        if (crc != _streamCrc)
        {
            throw new InvalidDataException("a stream's checksum is wrong");
        }

        _bit = (_bit + 80 + 7) & ~7L;
        _blockSize = 0;
    }
}
