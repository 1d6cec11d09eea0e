using System.Buffers.Binary;
using System.Security.Cryptography;
using Tare.Primitives;

namespace Tare.Images.FileSystem;

/// <summary>
/// One number for a file system: every path in order with its type, mode, owner, time, extended attributes, content, link text,
/// device number, and which other paths are names of the same inode. Two trees with one digest are the same to every program.
/// </summary>
public static class TreeDigest
{
    /// <summary>
    /// The digest of the paths that <paramref name="counts"/> lets through; the tree must have been read with content hashes. Inodes
    /// that <paramref name="joined"/> leads to another count as that one.
    /// </summary>
    public static Digest Of(ImageTree tree, Func<int, bool> counts, IReadOnlyDictionary<int, int>? joined = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var firstNames = new Dictionary<int, int>();
        var place = 0;
        Walk(tree, PathTable.Root, counts, path => Append(hash, tree, (path, Inode(tree.InodeEntry(path))), firstNames, place++));
        return new Digest(hash.GetHashAndReset());

        int Inode(int number) => joined is not null && joined.TryGetValue(number, out var other) ? other : number;
    }

    /// <summary>Two inodes of a tree that was read with content hashes are the same in all but their names.</summary>
    internal static bool AreSame(ImageTree tree, int left, int right) => Attributes(tree, left).SequenceEqual(Attributes(tree, right));

    private static byte[] Attributes(ImageTree tree, int number)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendInode(hash, tree, number);
        return hash.GetHashAndReset();
    }

    private static void Walk(ImageTree tree, int path, Func<int, bool> counts, Action<int> visit)
    {
        if (!counts(path))
        {
            return;
        }

        visit(path);
        if (tree.IsFolder(path))
        {
            foreach (var child in tree.Children(path))
            {
                Walk(tree, child, counts, visit);
            }
        }
    }

    private static void Append(IncrementalHash hash, ImageTree tree, (int Path, int Inode) name, Dictionary<int, int> firstNames, int place)
    {
        Field(hash, tree.Paths.Bytes(name.Path));
        var number = name.Inode;
        if (number < 0)
        {
            Field(hash, "implied folder"u8);
            return;
        }

        if (!firstNames.TryAdd(number, place) && tree.Entry(number).Kind != EntryKind.Folder)
        {
            Number(hash, firstNames[number]);
            return;
        }

        AppendInode(hash, tree, number);
    }

    private static void AppendInode(IncrementalHash hash, ImageTree tree, int number)
    {
        var layer = tree.Layers[tree.LayerOf(number)];
        ref var entry = ref tree.Entry(number);
        foreach (var value in (ReadOnlySpan<long>)[(long)entry.Kind, entry.Permissions, entry.Uid, entry.Gid, entry.ModifiedSeconds, entry.ModifiedNanoseconds, entry.Size])
        {
            Number(hash, value);
        }

        Field(hash, entry.Kind == EntryKind.SymbolicLink ? tree.Paths.Names[entry.Target] : []);
        Field(hash, entry.DataBytes > 0 ? layer.Hashes![number - tree.FirstEntry(tree.LayerOf(number))] : []);
        foreach (var (name, value) in entry.Attributes == 0 ? [] : layer.AttributeSets[entry.Attributes - 1])
        {
            Field(hash, System.Text.Encoding.UTF8.GetBytes(name));
            Field(hash, value);
        }
    }

    // Lengths go before texts, so that no two lists of fields make the same bytes.
    private static void Field(IncrementalHash hash, ReadOnlySpan<byte> value)
    {
        Number(hash, value.Length);
        hash.AppendData(value);
    }

    private static void Number(IncrementalHash hash, long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        hash.AppendData(bytes);
    }
}
