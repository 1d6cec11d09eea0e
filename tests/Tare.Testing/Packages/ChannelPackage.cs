using System.Text.Json.Nodes;

namespace Tare.Testing.Packages;

/// <summary>A package of a channel folder.</summary>
/// <param name="Archive">The archive's path.</param>
/// <param name="Record">Its entry of repodata.json.</param>
public sealed record ChannelPackage(string Archive, JsonObject Record)
{
    /// <summary>Name, version and build with dashes.</summary>
    public string Distribution => $"{Record["name"]}-{Record["version"]}-{Record["build"]}";

    /// <summary>The package's name.</summary>
    public string Name => (string)Record["name"]!;

    /// <summary>Every package of the channel in a folder, sorted by file name.</summary>
    public static IReadOnlyList<ChannelPackage> AllOf(string channel)
    {
        var packages = new List<ChannelPackage>();
        foreach (var index in Directory.GetFiles(channel, "repodata.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var document = JsonNode.Parse(File.ReadAllText(index))!;
            foreach (var section in (string[])["packages", "packages.conda"])
            {
                packages.AddRange(document[section]!.AsObject().Select(p =>
                    new ChannelPackage(Path.Combine(Path.GetDirectoryName(index)!, p.Key), p.Value!.AsObject())));
            }
        }

        return [.. packages.OrderBy(p => p.Archive, StringComparer.Ordinal)];
    }
}
