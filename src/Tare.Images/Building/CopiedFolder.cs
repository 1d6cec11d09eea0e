namespace Tare.Images.Building;

/// <summary>Files of this machine that become part of the image.</summary>
/// <param name="Source">A file or folder here.</param>
/// <param name="Destination">The absolute path in the image; a slash at its end puts a file into a folder.</param>
public sealed record CopiedFolder(string Source, string Destination);
