using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Oci.Stores;
using Tare.Primitives;
using Tare.Testing;

namespace Tare.Oci.Tests.Layers;

public sealed class ForeignLayerTests
{
    [Fact]
    public async Task A_layer_that_registries_do_not_hold_is_an_error_with_its_address_and_a_next_step()
    {
        using var folder = new TemporaryFolder();
        var blob = new Descriptor(MediaTypes.DockerForeignLayer, Digest.Of("x"u8), 1) { Urls = ["https://user:password@go.example/layer"] };
        var error = await Should.ThrowAsync<ImageNotFoundException>(async () => await new Layer(blob, blob.Digest, new BlobFolder(folder.Path)).OpenBlobAsync(CancellationToken.None));
        error.Message.ShouldContain("go.example/layer");
        error.Message.ShouldNotContain("password");
        error.Hint.ShouldNotBeNull().ShouldContain("save the image");
    }
}
