using Tare.Oci.References;

namespace Tare.Oci.Tests.References;

public sealed class ImageReferenceTests
{
    [Theory]
    [InlineData("docker://debian:12", Transport.Registry, "", null)]
    [InlineData("oci:images/app", Transport.Layout, "images/app", null)]
    [InlineData("oci:images/app:docker.io/library/app:1", Transport.Layout, "images/app", "docker.io/library/app:1")]
    [InlineData("oci-archive:app.tar", Transport.OciArchive, "app.tar", null)]
    [InlineData("oci-archive:app.tar:1", Transport.OciArchive, "app.tar", "1")]
    [InlineData("docker-archive:/a/app.tar:app:1", Transport.DockerArchive, "/a/app.tar", "app:1")]
    [InlineData("docker-archive:app.tar:@1", Transport.DockerArchive, "app.tar", "@1")]
    [InlineData("debian", Transport.Registry, "", null)]
    public void A_reference_names_its_place(string text, Transport transport, string path, string? name)
    {
        var reference = ImageReference.ParseSource(text, _ => null);
        (reference.Transport, reference.Path, reference.Name).ShouldBe((transport, path, name));
        ImageReference.ParseSource(reference.ToString(), _ => null).ShouldBe(reference);
    }

    [Fact]
    public void A_path_that_holds_an_image_is_that_image()
    {
        var reference = ImageReference.ParseSource("debian", path => path == "debian" ? Transport.Layout : null);
        reference.ShouldBe(new ImageReference(Transport.Layout, "debian", null, null));
    }

    [Fact]
    public void A_path_that_holds_an_image_may_be_followed_by_a_name()
    {
        var reference = ImageReference.ParseSource("./x.tar:app:1", path => path == "./x.tar" ? Transport.OciArchive : null);
        reference.ShouldBe(new ImageReference(Transport.OciArchive, "./x.tar", "app:1", null));
    }

    [Fact]
    public void A_path_without_an_image_is_not_taken_for_a_registry() =>
        Should.Throw<ImageNotFoundException>(() => ImageReference.ParseSource("./missing.tar", _ => null)).Message.ShouldBe("there is no image at `./missing.tar`");

    [Theory]
    [InlineData("out.tar", Transport.OciArchive, "out.tar", null)]
    [InlineData("./out.tar:app:1", Transport.OciArchive, "./out.tar", "app:1")]
    [InlineData("./out", Transport.Layout, "./out", null)]
    [InlineData("/tmp/out", Transport.Layout, "/tmp/out", null)]
    [InlineData("out", Transport.Registry, "", null)]
    [InlineData("docker-archive:x", Transport.DockerArchive, "x", null)]
    public void A_target_need_not_exist(string text, Transport transport, string path, string? name)
    {
        var reference = ImageReference.ParseTarget(text, _ => false);
        (reference.Transport, reference.Path, reference.Name).ShouldBe((transport, path, name));
    }

    [Theory]
    [InlineData("docker-daemon:debian:12")]
    [InlineData("containers-storage:debian")]
    [InlineData("dir:/tmp/x")]
    public void A_transport_of_others_is_refused_with_a_way_out(string text) =>
        Should.Throw<InvalidReferenceException>(() => ImageReference.ParseSource(text, _ => null)).Hint.ShouldNotBeNull().ShouldContain("docker save");

    [Theory]
    [InlineData("oci:")]
    [InlineData("oci:dir:")]
    [InlineData("oci-archive::x")]
    [InlineData("docker://")]
    public void A_transport_without_its_path_is_refused(string text) => ImageReference.TryParse(text, out _).ShouldBeFalse();
}
