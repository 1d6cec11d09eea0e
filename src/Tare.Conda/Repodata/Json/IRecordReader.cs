namespace Tare.Conda.Repodata.Json;

/// <summary>Reads the members of <c>packages</c> and <c>packages.conda</c>.</summary>
internal interface IRecordReader
{
    /// <summary>Reads <c>"file name": value</c> at the scanner. False where the text is incomplete or no JSON.</summary>
    bool TryRead(ref JsonScanner scanner, long windowOffset);
}
