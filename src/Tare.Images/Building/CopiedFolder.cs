namespace Tare.Images.Building;

/// <summary>Files of this machine that become part of the image.</summary>
/// <param name="Source">A file or folder here.</param>
/// <param name="Destination">The absolute path in the image; a slash at its end puts a file into a folder.</param>
public sealed record CopiedFolder(string Source, string Destination)
{
    /// <summary>Paths here that stay here, such as the image itself where it is written into the folder.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Where the image has a path of this machine, or null where the copy does not bring it.</summary>
    internal string? PlaceOf(string path)
    {
        var source = Source.Length > 1 ? Source.TrimEnd('/') : Source;
        return path == source ? Destination.TrimEnd('/')
            : path.StartsWith(source + "/", StringComparison.Ordinal) ? Destination.TrimEnd('/') + path[source.Length..] : null;
    }
}
