using Tare.Oci.Manifests;
using Tare.Oci.Platforms;
using Tare.Primitives;

namespace Tare.Oci.Tests.Platforms;

public sealed class PlatformChoiceTests
{
    private static Descriptor Entry(string platform, byte id) =>
        new(MediaTypes.OciManifest, Digest.Of([id]), 1) { Platform = Platform.TryParse(platform, out var p) ? p : null };

    [Theory]
    [InlineData("linux/amd64", "linux/arm64,linux/amd64,windows/amd64", 1)]
    [InlineData("linux/arm64", "linux/amd64,linux/arm64/v8", 1)]
    [InlineData("linux/arm64/v8", "linux/arm64", 0)]
    [InlineData("linux/arm/v7", "linux/arm/v5,linux/arm/v6,linux/arm/v7", 2)]
    [InlineData("linux/arm/v7", "linux/arm/v5,linux/arm/v6", 1)]
    [InlineData("linux/arm", "linux/arm/v6,linux/arm/v7", 1)]
    [InlineData("linux/arm/v6", "linux/arm/v7", -1)]
    [InlineData("linux/amd64", "linux/amd64/v3", -1)]
    [InlineData("linux/amd64/v3", "linux/amd64,linux/amd64/v2,linux/amd64/v4", 1)]
    [InlineData("linux/x86_64", "linux/386,linux/amd64", 1)]
    [InlineData("linux/amd64", "unknown/unknown", -1)]
    [InlineData("linux/amd64", "darwin/amd64", -1)]
    public void The_best_entry_that_runs_is_chosen(string wanted, string offered, int expected)
    {
        Platform.TryParse(wanted, out var platform).ShouldBeTrue();
        var entries = offered.Split(',').Select((o, i) => Entry(o, (byte)i)).ToArray();
        var chosen = PlatformChoice.Choose(entries, platform);
        Array.IndexOf(entries, chosen).ShouldBe(expected);
    }

    [Fact]
    public void An_attestation_is_never_chosen()
    {
        var entry = Entry("linux/amd64", 1) with { Annotations = SortedMap.Empty.With(AnnotationKeys.DockerReferenceType, "attestation-manifest") };
        PlatformChoice.Choose([entry], new Platform("linux", "amd64")).ShouldBeNull();
    }
}
