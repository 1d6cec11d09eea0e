using System.Runtime.InteropServices;

namespace Tare.Primitives.Posix;

/// <summary>
/// Walks the names of one folder through a buffer that the caller lends, without an allocation a name. <c>.</c> and <c>..</c>
/// are left out.
/// </summary>
public unsafe ref struct FolderEntries
{
    private readonly FolderHandle _folder;
    private readonly Span<byte> _buffer;
    private int _length;
    private int _next;

    internal FolderEntries(FolderHandle folder, Span<byte> buffer)
    {
        _folder = folder;
        _buffer = buffer;
    }

    /// <summary>The name that <see cref="MoveNext"/> came to.</summary>
    public FolderEntry Current { get; private set; }

    /// <summary>Goes on to the next name; <see cref="PosixException"/> where the folder cannot be read.</summary>
    public bool MoveNext()
    {
        while (true)
        {
            if (_next >= _length && !Fill())
            {
                return false;
            }

            // struct linux_dirent64: ino 8, off 8, reclen 2, type 1, name.
            var record = _buffer[_next.._length];
            var size = MemoryMarshal.Read<ushort>(record[16..]);
            var name = record[19..size];
            _next += size;
            name = name[..(name.IndexOf((byte)0) + 1)];
            if (name is [(byte)'.', 0] or [(byte)'.', (byte)'.', 0])
            {
                continue;
            }

            Current = new FolderEntry(name, (FileKind)(record[18] << 12));
            return true;
        }
    }

    private bool Fill()
    {
        fixed (byte* pointer = _buffer)
        {
            var read = Libc.GetDents64(_folder.Descriptor, pointer, (nuint)_buffer.Length);
            if (read < 0)
            {
                throw _folder.Error("read folder", []);
            }

            _length = (int)read;
            _next = 0;
            return read > 0;
        }
    }
}
