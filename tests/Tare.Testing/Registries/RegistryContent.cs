using System.Collections.Concurrent;
using Tare.Primitives;

namespace Tare.Testing.Registries;

/// <summary>What a <see cref="FakeRegistry"/> holds; tests may look at it and change it.</summary>
public sealed class RegistryContent
{
    /// <summary>Blobs by repository and digest.</summary>
    public ConcurrentDictionary<(string Repository, string Digest), byte[]> Blobs { get; } = new();

    /// <summary>Manifests by repository and tag or digest, with their media types.</summary>
    public ConcurrentDictionary<(string Repository, string Name), (string MediaType, byte[] Bytes)> Manifests { get; } = new();

    /// <summary>Uploads by session.</summary>
    internal ConcurrentDictionary<string, MemoryStream> Uploads { get; } = new();

    /// <summary>Puts a blob there.</summary>
    public string AddBlob(string repository, byte[] content)
    {
        var digest = Digest.Of(content).ToString();
        Blobs[(repository, digest)] = content;
        return digest;
    }

    /// <summary>Puts a manifest there under its digest and its tag.</summary>
    public string AddManifest(string repository, string tag, string mediaType, byte[] bytes)
    {
        var digest = Digest.Of(bytes).ToString();
        Manifests[(repository, digest)] = (mediaType, bytes);
        Manifests[(repository, tag)] = (mediaType, bytes);
        return digest;
    }
}
