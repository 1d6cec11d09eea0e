using System.Collections.ObjectModel;

namespace Tare.Oci.Manifests;

/// <summary>Maps in ordinal order of their keys, as canonical JSON wants them.</summary>
public static class SortedMap
{
    /// <summary>The map without entries.</summary>
    public static IReadOnlyDictionary<string, string> Empty { get; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>A copy of <paramref name="map"/> with one entry set.</summary>
    public static IReadOnlyDictionary<string, string> With(this IReadOnlyDictionary<string, string> map, string key, string value) =>
        new SortedDictionary<string, string>(map.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal) { [key] = value };
}
