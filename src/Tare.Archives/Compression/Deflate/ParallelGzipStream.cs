using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Tare.Archives.Compression.Deflate;

/// <summary>
/// Writes gzip members of blocks of 1 MiB, compressed on several threads, one behind the other (RFC 1952, 2.2). The block size alone
/// decides where the data is cut, so the bytes are the same on any number of threads. Digests and output happen on the caller's thread
/// while others compress.
/// </summary>
internal sealed class ParallelGzipStream : CompressingStream
{
    // About the size that the gzip command gives with its 6.
    private const int UsualLevel = 4;
    private readonly Stream _output;
    private readonly CompressionOptions _options;
    private readonly int _level;
    private readonly IncrementalHash _compressed = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _uncompressed = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly BlockingCollection<GzipBlock> _work = [];
    private readonly Queue<GzipBlock> _pending = new();
    private readonly Stack<GzipBlock> _free = new();
    private readonly List<Thread> _threads = [];
    private GzipBlock _current = new();
    private CompressionResult? _result;
    private long _size;
    private long _uncompressedSize;
    private bool _disposed;

    internal ParallelGzipStream(Stream output, CompressionOptions options)
    {
        _output = output;
        _options = options;
        _level = options.Level ?? UsualLevel;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_disposed || _result is not null, this);
        while (buffer.Length > 0)
        {
            var count = Math.Min(buffer.Length, GzipBlock.Capacity - _current.Filled);
            buffer[..count].CopyTo(_current.Input.AsSpan(_current.Filled));
            _current.Filled += count;
            buffer = buffer[count..];
            if (_current.Filled == GzipBlock.Capacity)
            {
                Submit();
            }
        }
    }

    public override CompressionResult Finish()
    {
        if (_result is not null)
        {
            return _result;
        }

        if (_current.Filled > 0 || _uncompressedSize == 0)
        {
            Submit();
        }

        while (_pending.Count > 0)
        {
            Collect();
        }

        _output.Flush();
        return _result = new CompressionResult(DigestOf(_compressed), _size, DigestOf(_uncompressed), _uncompressedSize);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _work.CompleteAdding();
            _threads.ForEach(t => t.Join());
            foreach (var block in _pending.Concat(_free).Append(_current))
            {
                block.Dispose();
            }

            _work.Dispose();
            _compressed.Dispose();
            _uncompressed.Dispose();
            if (!_options.LeaveOpen)
            {
                _output.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private void Submit()
    {
        var block = _current;
        block.Start();
        _pending.Enqueue(block);
        if (_threads.Count < Math.Max(_options.Threads, 1))
        {
            StartThread();
        }

        _work.Add(block);
        _uncompressed.AppendData(block.Input, 0, block.Filled);
        _uncompressedSize += block.Filled;

        // Twice as many blocks as threads: one in work and one waiting for each.
        if (_free.Count == 0 && _pending.Count > 2 * Math.Max(_options.Threads, 1))
        {
            Collect();
        }

        _current = _free.TryPop(out var free) ? free : new GzipBlock();
        _current.Filled = 0;
    }

    // Takes the oldest block; the order of the output is the order of the input.
    private void Collect()
    {
        var block = _pending.Dequeue();
        block.Wait();
        Put(block.Data);
        _free.Push(block);
    }

    private void StartThread()
    {
        // Made here, so that its failure is the caller's.
        var encoder = new GzipEncoder(_level);
        var thread = new Thread(() => Work(encoder)) { IsBackground = true, Name = "gzip" };
        _threads.Add(thread);
        thread.Start();
    }

    private void Work(GzipEncoder encoder)
    {
        using (encoder)
        {
            foreach (var block in _work.GetConsumingEnumerable())
            {
                block.Compress(encoder);
            }
        }
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        _compressed.AppendData(bytes);
        _size += bytes.Length;
    }
}
