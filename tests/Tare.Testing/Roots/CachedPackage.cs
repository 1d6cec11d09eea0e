using System.Text.Json.Nodes;

namespace Tare.Testing.Roots;

/// <summary>A package in a package cache.</summary>
/// <param name="Folder">The extracted package.</param>
/// <param name="Archive">The downloaded archive; it may be gone.</param>
/// <param name="Record">info/repodata_record.json.</param>
public sealed record CachedPackage(string Folder, string Archive, JsonObject Record)
{
    /// <summary>Name, version and build with dashes.</summary>
    public string Distribution => Path.GetFileName(Folder);

    /// <summary>The package's name.</summary>
    public string Name => (string)Record["name"]!;
}
