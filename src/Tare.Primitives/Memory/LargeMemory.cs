using System.Runtime.InteropServices;
using Tare.Primitives.Posix;

namespace Tare.Primitives.Memory;

/// <summary>
/// Memory outside the collector's heap for work that jumps about in many megabytes: in pages of 2 MiB where the system gives them,
/// since with small pages each jump waits for an address translation as well. Not cleared.
/// </summary>
/// <typeparam name="T">What it holds.</typeparam>
public sealed unsafe class LargeMemory<T> : IDisposable
    where T : unmanaged
{
    private const int HugePage = 2 << 20;
    private const int AdviseHugePage = 14; // MADV_HUGEPAGE
    private readonly int _length;
    private void* _pointer;

    /// <summary>Takes memory for so many values; <see cref="OutOfMemoryException"/> where there is none.</summary>
    public LargeMemory(int length)
    {
        var size = (nuint)length * (nuint)sizeof(T);
        _length = length;
        _pointer = NativeMemory.AlignedAlloc(size, HugePage);

        // Where it is refused, small pages serve as well, only slower.
        _ = OperatingSystem.IsLinux() ? Libc.Madvise(_pointer, size, AdviseHugePage) : 0;
    }

    /// <summary>All of it, valid until the memory is given back.</summary>
    public Span<T> Span => _pointer is null ? throw new ObjectDisposedException(nameof(LargeMemory<T>)) : new Span<T>(_pointer, _length);

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_pointer);
        _pointer = null;
    }
}
