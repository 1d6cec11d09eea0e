using Tare.Primitives.Hashing;

namespace Tare.Oci.Registries;

/// <summary>Reads answers that are documents: small, whatever their sender says.</summary>
internal static class BoundedReading
{
    private const string Hint = "what answers there may be no registry; check the address";

    /// <summary>All of it; <paramref name="place"/> is what messages call the sender, in backticks.</summary>
    internal static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream content, int limit, string place, CancellationToken stop)
    {
        await using var limited = new LimitedStream(content, limit, () => new OciException($"{place} sent a document of more than {limit} bytes", Hint));
        var buffer = new MemoryStream();
        await limited.CopyToAsync(buffer, stop);
        return buffer.ToArray();
    }
}
