using Tare.Primitives;

namespace Tare.Oci;

/// <summary>Content that is not what its descriptor says: another digest, or another number of bytes.</summary>
public sealed class BlobMismatchException : OciException
{
    /// <summary>A blob of another size.</summary>
    public BlobMismatchException(string source, Digest expected, long expectedSize, long actualSize)
        : base($"{source}: blob {expected} has {Amount(expectedSize, actualSize)}", DamagedHint)
    {
        Expected = expected;
    }

    /// <summary>A blob of another digest.</summary>
    public BlobMismatchException(string source, Digest expected, Digest actual)
        : base($"{source}: blob {expected} holds other content, whose digest is {actual}", DamagedHint)
    {
        Expected = expected;
        Actual = actual;
    }

    private const string DamagedHint = "the copy is damaged or was altered; fetch or export the image again";

    /// <summary>The digest of the descriptor.</summary>
    public Digest Expected { get; }

    /// <summary>The digest of the content, where all of it was read.</summary>
    public Digest? Actual { get; }

    private static string Amount(long expected, long actual) => actual > expected
        ? $"more than the {expected} bytes its descriptor states"
        : $"{actual} bytes where its descriptor states {expected}";
}
