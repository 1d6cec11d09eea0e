using Tare.Primitives;

namespace Tare.Oci.Registries;

/// <summary>
/// What is remembered of where blobs are, so that a registry is asked to take one from another of its repositories before it is sent
/// (distribution specification, "Mounting a blob from another repository"). A memory that is wrong costs nothing but the question.
/// </summary>
public interface IBlobPlaces
{
    /// <summary>A repository of a registry, <c>host[:port]</c>, that had the blob; null where none is known but <paramref name="except"/>.</summary>
    string? Find(Digest blob, string host, string except);

    /// <summary>The repository has the blob; may be called for several blobs at a time.</summary>
    void Note(Digest blob, string host, string repository);
}
