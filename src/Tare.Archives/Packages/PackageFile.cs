using Tare.Archives.Tar;

namespace Tare.Archives.Packages;

/// <summary>Something to put into a package.</summary>
/// <param name="Entry">Its path, kind, permissions, time and size. Owners are always written as 0.</param>
/// <param name="Open">Its content; only called for a file, and each time anew.</param>
public sealed record PackageFile(PackageEntry Entry, Func<Stream> Open)
{
    /// <summary>A file whose content is at hand.</summary>
    public static PackageFile Of(string path, byte[] content, int permissions = 0x1A4, long modifiedSeconds = 0) => new(
        new PackageEntry
        {
            Path = System.Text.Encoding.UTF8.GetBytes(path),
            Kind = TarEntryKind.File,
            Permissions = permissions,
            Size = content.Length,
            ModifiedSeconds = modifiedSeconds,
        },
        () => new MemoryStream(content, writable: false));
}
