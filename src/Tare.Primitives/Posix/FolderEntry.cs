namespace Tare.Primitives.Posix;

/// <summary>One name of a folder, as getdents64(2) gives it; valid until the next is read.</summary>
/// <param name="NameZ">The bytes of the name with the NUL that ends them.</param>
/// <param name="Kind">The type, where the file system tells it without another call.</param>
public readonly ref struct FolderEntry(ReadOnlySpan<byte> nameZ, FileKind kind)
{
    /// <summary>The bytes of the name with the NUL that ends them, as the calls of <see cref="FolderHandle"/> take them.</summary>
    public ReadOnlySpan<byte> NameZ { get; } = nameZ;

    /// <summary>The type, where the file system tells it without another call.</summary>
    public FileKind Kind { get; } = kind;

    /// <summary>The bytes of the name.</summary>
    public ReadOnlySpan<byte> Name => NameZ[..^1];
}
