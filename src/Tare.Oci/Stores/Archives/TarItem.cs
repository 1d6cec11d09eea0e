namespace Tare.Oci.Stores.Archives;

/// <summary>Where an entry of a tar file has its content, or what it links to.</summary>
internal sealed record TarItem(long Offset, long Size, string? Link);
