using System.Text;
using Tare.Oci.References;

namespace Tare.Fuzz.Oci;

/// <summary>References of images: what is read must be written and read again the same.</summary>
internal static class ReferenceFuzz
{
    internal static readonly FuzzTarget Target = new("reference", Run, () =>
        ((string[])["debian:12", "docker://quay.io/org/app:1", "oci:dir:name", "docker-archive:x.tar:@1", "[::1]:5000/a@sha256:" + new string('a', 64)]).Select(Encoding.UTF8.GetBytes))
    {
        LargestInput = 1024,
    };

    private static void Run(ReadOnlySpan<byte> input)
    {
        if (ImageReference.TryParse(Encoding.UTF8.GetString(input), out var reference)
            && (!ImageReference.TryParse(reference.ToString(), out var again) || again != reference))
        {
            throw new InvalidOperationException($"`{reference}` is not read as it was written");
        }
    }
}
