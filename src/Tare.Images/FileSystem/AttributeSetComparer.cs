namespace Tare.Images.FileSystem;

/// <summary>Sets of extended attributes are equal when names and values are, in their order.</summary>
internal sealed class AttributeSetComparer : IEqualityComparer<IReadOnlyList<KeyValuePair<string, byte[]>>>
{
    public bool Equals(IReadOnlyList<KeyValuePair<string, byte[]>>? x, IReadOnlyList<KeyValuePair<string, byte[]>>? y) =>
        x is not null && y is not null && x.Count == y.Count
        && x.Zip(y).All(pair => pair.First.Key == pair.Second.Key && pair.First.Value.AsSpan().SequenceEqual(pair.Second.Value));

    public int GetHashCode(IReadOnlyList<KeyValuePair<string, byte[]>> obj)
    {
        var hash = default(HashCode);
        foreach (var (name, value) in obj)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.AddBytes(value);
        }

        return hash.ToHashCode();
    }
}
