using Tare.Conda.Repodata.Indexing;

namespace Tare.Conda.Repodata.Json;

/// <summary>The file name of a package's archive: <c>name-version-build</c> and <c>.conda</c> or <c>.tar.bz2</c>.</summary>
internal static class ArchiveKey
{
    /// <summary>The name ends in the older of the two extensions.</summary>
    public static bool IsTarBz2(ReadOnlySpan<byte> fileName) => fileName.EndsWith(".tar.bz2"u8);

    /// <summary>The hash of the name without its extension. False for what is no plain file name of a package.</summary>
    public static bool TryStem(ReadOnlySpan<byte> fileName, out ulong stem, out bool tarBz2)
    {
        tarBz2 = IsTarBz2(fileName);
        var length = tarBz2 ? fileName.Length - 8 : fileName.EndsWith(".conda"u8) ? fileName.Length - 6 : 0;
        stem = length > 0 ? Utf8Hash.Of(fileName[..length]) : 0;
        return length > 0 && fileName[0] != '.' && !fileName.ContainsAny("/\\\0"u8);
    }
}
