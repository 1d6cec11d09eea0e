namespace Tare.Images.Building;

/// <summary>Python distributions by the folders that describe them (PyPA, "Recording installed projects").</summary>
internal static class PythonDistribution
{
    private const string Description = ".dist-info/METADATA";

    /// <summary>Names and versions, by the paths of the descriptions among files.</summary>
    internal static IEnumerable<(string Name, string Version)> Among(IEnumerable<string> paths) =>
        from path in paths
        where path.EndsWith(Description, StringComparison.Ordinal)
        let folder = path[(path.LastIndexOf('/', path.Length - Description.Length) + 1)..^Description.Length]
        let dash = folder.IndexOf('-', StringComparison.Ordinal)
        where dash > 0
        orderby folder
        select (folder[..dash].Replace('_', '-').ToLowerInvariant(), folder[(dash + 1)..]);
}
