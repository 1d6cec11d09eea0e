namespace Tare.Conda.Caches.Scanning;

/// <summary>What one thread of the walk uses again from folder to folder; fresh memory costs more than the work done in it.</summary>
internal sealed class ScanWorker
{
    private const int BufferSize = 64 * 1024;

    internal byte[] Buffer { get; } = GC.AllocateUninitializedArray<byte>(BufferSize);

    /// <summary>The first name, in the order of names, of the folder at hand; a name has at most 255 bytes.</summary>
    internal byte[] FirstName { get; } = new byte[256];

    /// <summary>The names of the folder at hand that are not folders, each with NUL.</summary>
    internal System.Buffers.ArrayBufferWriter<byte> Names { get; } = new(4096);

    /// <summary>The files with several names of the folder at hand.</summary>
    internal List<LinkedName> Linked { get; } = [];
}
