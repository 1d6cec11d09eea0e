using System.Text;
using Tare.Oci.Configs;
using Tare.Primitives;

namespace Tare.Oci.Tests.Configs;

public sealed class ImageConfigTests
{
    private const string A = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Json = $$$$"""
        {"created":"2024-01-02T03:04:05.123456789Z","architecture":"arm64","variant":"v8","os":"linux","docker_version":"26.1",
         "config":{"Env":["PATH=/bin","B=1"],"Cmd":null,"Entrypoint":[],"ExposedPorts":{"80/tcp":{},"443/tcp":{}},"Volumes":null,
           "Labels":{"b":"2","a":"1"},"WorkingDir":"","Healthcheck":{"Test":["NONE"]},"ArgsEscaped":true},
         "rootfs":{"type":"layers","diff_ids":["{{{{A}}}}"]},
         "history":[{"created_by":"/bin/sh -c #(nop) ENV","empty_layer":true},{"created_by":"RUN <a> & b"}]}
        """;

    [Fact]
    public void A_configuration_tells_how_the_image_runs()
    {
        var config = ImageConfig.Parse(Encoding.UTF8.GetBytes(Json)).Model;
        config.Platform.ShouldBe(new Platform("linux", "arm64", "v8"));
        config.Container.Env.ShouldBe(["PATH=/bin", "B=1"]);
        config.Container.Cmd.ShouldBeNull();
        config.Container.Entrypoint.ShouldBe([]);
        config.Container.ExposedPorts.ShouldBe(["443/tcp", "80/tcp"]);
        config.LayerHistory().Single()!.CreatedBy.ShouldBe("RUN <a> & b");
    }

    [Fact]
    public void Canonical_form_keeps_every_value_and_sorts_what_has_no_order()
    {
        var written = Encoding.UTF8.GetString(ImageConfig.Parse(Encoding.UTF8.GetBytes(Json)).Model.ToDocument().Bytes.Span);
        written.ShouldBe(
            """{"created":"2024-01-02T03:04:05.123456789Z","architecture":"arm64","os":"linux","variant":"v8","config":{"ExposedPorts":{"443/tcp":{},"80/tcp":{}},"Env":["PATH=/bin","B=1"],"Entrypoint":[],"WorkingDir":"","Labels":{"a":"1","b":"2"},"ArgsEscaped":true,"Healthcheck":{"Test":["NONE"]}},"rootfs":{"type":"layers","diff_ids":["sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]},"history":[{"created_by":"/bin/sh -c #(nop) ENV","empty_layer":true},{"created_by":"RUN <a> & b"}],"docker_version":"26.1"}""");
    }

    [Fact]
    public void History_that_does_not_fit_the_layers_tells_nothing()
    {
        var config = ImageConfig.Parse(Encoding.UTF8.GetBytes(Json)).Model;
        (config with { History = config.History.Skip(1).Append(config.History[1]).ToArray() }).LayerHistory().ShouldBe([null]);
    }

    [Theory]
    [InlineData("""{"rootfs":{"type":"tree"}}""", "`rootfs.type` is not `layers`")]
    [InlineData("{}", "`rootfs` is missing")]
    [InlineData("""{"rootfs":{"type":"layers","diff_ids":["x"]}}""", "`rootfs.diff_ids[0]` is not a sha256 digest")]
    [InlineData("""{"rootfs":{"type":"layers"},"config":{"Env":[1]}}""", "`config.Env[0]` is not a string")]
    [InlineData("""{"rootfs":{"type":"layers"},"history":[1]}""", "`history[0]` is not an object")]
    public void A_configuration_that_is_none_is_refused(string json, string defect) =>
        Should.Throw<InvalidDocumentException>(() => ImageConfig.Parse(Encoding.UTF8.GetBytes(json))).Message.ShouldContain(defect);
}
