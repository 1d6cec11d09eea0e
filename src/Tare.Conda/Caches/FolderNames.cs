namespace Tare.Conda.Caches;

/// <summary>
/// The names that a walk found in one folder, and in the folders below it: a removal that has them need not read the folders again.
/// They are what was there then; a removal finds out by itself what came and went since.
/// </summary>
internal sealed class FolderNames(byte[] nameZ)
{
    /// <summary>Bytes of memory that a folder takes besides its names, about.</summary>
    internal const int Overhead = 128;

    /// <summary>The bytes of the folder's own name, with NUL.</summary>
    internal byte[] NameZ => nameZ;

    /// <summary>What is not a folder: names one after the other, each with NUL. Null where the folder could not be read or remembered.</summary>
    internal byte[]? Files { get; set; }

    /// <summary>The first of the folders in it; the others follow by <see cref="Next"/>.</summary>
    internal FolderNames? First { get; private set; }

    /// <summary>The next folder of the same parent.</summary>
    internal FolderNames? Next { get; private set; }

    /// <summary>Adds a folder. Only the thread that reads this folder may.</summary>
    internal void Add(FolderNames folder)
    {
        folder.Next = First;
        First = folder;
    }
}
