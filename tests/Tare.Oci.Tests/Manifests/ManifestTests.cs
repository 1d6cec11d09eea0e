using System.Text;
using CsCheck;
using Tare.Oci.Manifests;
using Tare.Primitives;

namespace Tare.Oci.Tests.Manifests;

public sealed class ManifestTests
{
    private const string A = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Docker = $$$"""
        {
          "schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
          "config": {"mediaType": "application/vnd.docker.container.image.v1+json", "size": 7, "digest": "{{{A}}}"},
          "layers": [{"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip", "size": 8, "digest": "{{{A}}}", "x-new": {"b": 1} }],
          "zz": [1, 2.50], "annotations": null
        }
        """;

    [Fact]
    public void The_digest_is_that_of_the_bytes_as_received()
    {
        var bytes = Encoding.UTF8.GetBytes(Docker);
        var document = ImageManifest.Parse(bytes);
        document.Digest.ShouldBe(Digest.Of(bytes));
        document.Descriptor.Size.ShouldBe(bytes.Length);
        document.Descriptor.MediaType.ShouldBe(MediaTypes.DockerManifest);
    }

    [Fact]
    public void Unknown_fields_are_written_again()
    {
        var written = Encoding.UTF8.GetString(ImageManifest.Parse(Encoding.UTF8.GetBytes(Docker)).Model.ToDocument().Bytes.Span);
        written.ShouldContain("\"x-new\":{\"b\":1}");
        written.ShouldContain("\"zz\":[1,2.50]");
        written.ShouldNotContain("annotations");
    }

    [Fact]
    public void Docker_types_become_their_OCI_twins_all_together()
    {
        var manifest = ImageManifest.Parse(Encoding.UTF8.GetBytes(Docker)).Model.ToOci();
        manifest.MediaType.ShouldBe(MediaTypes.OciManifest);
        manifest.Config.MediaType.ShouldBe(MediaTypes.OciConfig);
        manifest.Layers[0].MediaType.ShouldBe(MediaTypes.OciLayerGzip);
    }

    [Theory]
    [InlineData("", "it is not JSON")]
    [InlineData("[]", "it is not an object")]
    [InlineData("{}", "`schemaVersion` is not 2")]
    [InlineData("""{"schemaVersion":1,"fsLayers":[]}""", "retired")]
    [InlineData("""{"schemaVersion":2,"manifests":[]}""", "no `config`")]
    [InlineData("""{"schemaVersion":2,"schemaVersion":2}""", "it is not JSON")]
    [InlineData("""{"schemaVersion":2,"config":{"mediaType":"x","size":-1,"digest":"sha256:00"}}""", "`config.digest` is not a sha256 digest")]
    [InlineData("""{"schemaVersion":2,"config":{"mediaType":"x","size":"1","digest":"sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}""", "`config.size` is not a number of bytes")]
    [InlineData("""{"schemaVersion":2,"config":{"size":1}}""", "`config.mediaType` is missing")]
    [InlineData("""{"schemaVersion":2,"x":"\ud800","config":{"mediaType":"x","size":1,"digest":"sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}""", "not Unicode")]
    public void A_manifest_that_is_none_is_refused_by_name(string json, string defect) =>
        Should.Throw<InvalidDocumentException>(() => ImageManifest.Parse(Encoding.UTF8.GetBytes(json))).Message.ShouldContain(defect);

    [Fact]
    public void An_index_keeps_its_platforms_and_their_other_fields()
    {
        var json = $$$"""{"schemaVersion":2,"manifests":[{"mediaType":"{{{MediaTypes.OciManifest}}}","digest":"{{{A}}}","size":3,"platform":{"os":"windows","architecture":"amd64","os.version":"10.0"}}]}""";
        var index = ImageIndex.Parse(Encoding.UTF8.GetBytes(json)).Model;
        index.Manifests[0].Platform.ShouldBe(new Platform("windows", "amd64"));
        Encoding.UTF8.GetString(index.ToDocument().Bytes.Span).ShouldContain("\"os.version\":\"10.0\"");
    }

    [Fact]
    public void Equal_models_give_equal_bytes()
    {
        var model = ImageManifest.Parse(Encoding.UTF8.GetBytes(Docker)).Model;
        var once = model.ToDocument();
        ImageManifest.Parse(once.Bytes).Model.ToDocument().Bytes.ToArray().ShouldBe(once.Bytes.ToArray());
    }

    [Fact]
    public void Any_damage_to_a_manifest_is_an_error_of_its_own_kind_or_none()
    {
        var bytes = Encoding.UTF8.GetBytes(Docker);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte, Gen.Int[0, bytes.Length]).Sample((at, value, length) =>
        {
            var damaged = bytes.ToArray();
            damaged[at] = value;
            try
            {
                ImageManifest.Parse(damaged.AsMemory(0, length)).Model.ToDocument();
            }
            catch (InvalidDocumentException)
            {
            }
        });
    }
}
