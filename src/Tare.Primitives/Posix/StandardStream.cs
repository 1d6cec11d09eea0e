using System.Runtime.InteropServices;

namespace Tare.Primitives.Posix;

/// <summary>
/// A standard stream, read and written by its descriptor and nothing else. The framework's console stream first sends a terminal
/// control sequences; its file stream writes at an offset of its own, over what others append to the same file.
/// </summary>
/// <param name="descriptor">0, 1 or 2.</param>
public sealed unsafe class StandardStream(int descriptor) : Stream
{
    private const int Interrupted = 4;
    private const int BadDescriptor = 9;
    private const int TryAgain = 11;
    private const int BrokenPipe = 32;
    private const int GetDescriptorFlags = 1; // F_GETFD
    private const int CloseOnExec = 1; // FD_CLOEXEC

    // Where the caller closed the stream, its number is given to the next file that this process opens for itself (the runtime's
    // source of random numbers, for one). What was inherited cannot be marked to close on exec; what this process opened always is.
    private readonly bool _isInherited = Libc.FcntlFlags(descriptor, GetDescriptorFlags, 0) is >= 0 and var flags && (flags & CloseOnExec) == 0;

    /// <inheritdoc/>
    public override bool CanRead => descriptor == 0;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => descriptor != 0;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>A stream that is closed reads as one that is at its end: it has no answers either.</summary>
    public override int Read(Span<byte> buffer)
    {
        if (!_isInherited)
        {
            return 0;
        }

        fixed (byte* pointer = buffer)
        {
            while (true)
            {
                var read = Libc.Read(descriptor, pointer, (nuint)buffer.Length);
                if (read >= 0 || Marshal.GetLastPInvokeError() == BadDescriptor)
                {
                    return (int)Math.Max(read, 0);
                }

                WaitOrThrow("read");
            }
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Writes all of it. What goes to a reader that has left is dropped: the work itself is worth finishing.</summary>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_isInherited)
        {
            throw Failure("write", BadDescriptor);
        }

        fixed (byte* pointer = buffer)
        {
            for (var done = 0; done < buffer.Length;)
            {
                var written = Libc.Write(descriptor, pointer + done, (nuint)(buffer.Length - done));
                if (written >= 0)
                {
                    done += (int)written;
                }
                else if (Marshal.GetLastPInvokeError() == BrokenPipe)
                {
                    return;
                }
                else
                {
                    WaitOrThrow("write");
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Writes at once: the base class would start a thread to do it.</summary>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private void WaitOrThrow(string attempt)
    {
        var error = Marshal.GetLastPInvokeError();
        if (error == TryAgain)
        {
            // Somebody who shares the terminal has made it non-blocking.
            Thread.Sleep(1);
        }
        else if (error != Interrupted)
        {
            throw Failure(attempt, error);
        }
    }

    private IOException Failure(string attempt, int error)
    {
        var name = descriptor switch { 0 => "standard input", 1 => "standard output", _ => "standard error" };
        return new IOException($"cannot {attempt} {name}: {PosixException.Describe(error)}", error);
    }
}
