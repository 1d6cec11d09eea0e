using Tare.Oci.Copying;
using Tare.Oci.Registries;
using Tare.Oci.Stores;
using Tare.Primitives;
using Tare.Testing.Processes;
using Tare.Testing.Registries;

namespace Tare.Oci.Tests.RealClients;

public sealed class RealClientTests : IDisposable
{
    private readonly Place _place = new();

    public RealClientTests()
    {
        Assert.SkipUnless(DockerRegistry.Missing is null, DockerRegistry.Missing ?? "");
        ImageFolder.Write(_place.Folder["a"], bytes: 3_000_000);
    }

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Docker_registry_takes_and_gives_an_image_and_mounts_its_blobs()
    {
        using var registry = new DockerRegistry();
        var pushed = await _place.CopyAsync("oci:~/a:1", $"{registry.Host}/org/app:1");
        (await _place.LoadAsync($"docker://{registry.Host}/org/app:1")).Digest.ShouldBe(pushed.Root.Digest);
        var again = await _place.CopyAsync("oci:~/a:1", $"{registry.Host}/org/app:2");
        again.SentBytes.ShouldBe(0);
        var other = await _place.CopyAsync($"docker://{registry.Host}/org/app:1", $"{registry.Host}/org/other:1");
        other.Blobs.ShouldAllBe(b => b.Transfer == BlobTransfer.Mounted);
        Tool.Run("skopeo", "inspect", "--tls-verify=false", $"docker://{registry.Host}/org/other:1").ShouldContain(pushed.Root.Digest.ToString());
    }

    [Fact]
    public async Task Docker_registry_takes_chunks()
    {
        using var registry = new DockerRegistry();
        using var place = new Place(access: new RegistryAccessOptions { ChunkSize = 1_000_000 });
        ImageFolder.Write(place.Folder["a"], bytes: 3_000_000);
        var pushed = await place.CopyAsync("oci:~/a:1", $"{registry.Host}/org/app:1");
        (await place.LoadAsync($"docker://{registry.Host}/org/app:1")).Digest.ShouldBe(pushed.Root.Digest);
    }

    [Fact]
    public async Task Docker_registry_with_a_password_file_lets_in_whom_it_knows()
    {
        using var registry = new DockerRegistry("me:secret");
        await Should.ThrowAsync<RegistryException>(() => _place.CopyAsync("oci:~/a:1", $"{registry.Host}/org/app:1"));
        using var place = new Place();
        ImageFolder.Write(place.Folder["a"]);
        Tool.Run("skopeo", "login", "--tls-verify=false", "--authfile", place.Folder[".config", "containers", "auth.json"], "-u", "me", "-p", "secret", registry.Host);
        var pushed = await place.CopyAsync("oci:~/a:1", $"{registry.Host}/org/app:1");
        (await place.LoadAsync($"docker://{registry.Host}/org/app:1")).Digest.ShouldBe(pushed.Root.Digest);
    }

    [Fact]
    public async Task Docker_registry_keeps_several_platforms_and_their_attestation()
    {
        using var registry = new DockerRegistry();
        var digest = ImageFolder.WriteMultiPlatform(_place.Folder["m"], "linux/amd64", "linux/arm64");
        await _place.CopyAsync("oci:~/m:1", $"{registry.Host}/org/multi:1", new CopyOptions { AllPlatforms = true });
        var back = await _place.CopyAsync($"docker://{registry.Host}/org/multi:1", "oci:~/n:1", new CopyOptions { AllPlatforms = true });
        back.Root.Digest.ToString().ShouldBe(digest);
    }

    [Fact]
    public async Task Skopeo_reads_what_Tare_writes_in_every_form()
    {
        var copied = await _place.CopyAsync("oci:~/a:1", "~/b.tar:app:1");
        await _place.CopyAsync("oci:~/a:1", "oci:~/c:1");
        Tool.Run("skopeo", "inspect", $"oci-archive:{_place.Folder["b.tar"]}:1").ShouldContain(copied.Root.Digest.ToString());
        Tool.Run("skopeo", "inspect", $"docker-archive:{_place.Folder["b.tar"]}:app:1").ShouldContain("\"Layers\"");
        Tool.Run("skopeo", "inspect", $"oci:{_place.Folder["c"]}:1").ShouldContain(copied.Root.Digest.ToString());
        Tool.Run("skopeo", "copy", $"docker-archive:{_place.Folder["b.tar"]}:app:1", $"oci:{_place.Folder["d"]}:1");
        (await _place.LoadAsync("oci:~/d:1")).Layers.Select(l => l.DiffId).ShouldBe((await _place.LoadAsync("oci:~/c:1")).Layers.Select(l => l.DiffId));
    }

    [Fact]
    public async Task Tare_reads_what_skopeo_writes_in_every_form()
    {
        var diffIds = (await _place.LoadAsync("oci:~/a:1")).Layers.Select(l => l.DiffId).ToArray();
        foreach (var form in (string[])[$"docker-archive:{_place.Folder["s.tar"]}:app:1", $"oci-archive:{_place.Folder["t.tar"]}:1", $"oci:{_place.Folder["u"]}:1"])
        {
            Tool.Run("skopeo", "copy", $"oci:{_place.Folder["a"]}:1", form);
            (await _place.LoadAsync(form)).Layers.Select(l => l.DiffId).ShouldBe(diffIds);
        }
    }

    [Fact]
    public async Task Tare_pulls_the_docker_types_that_skopeo_pushed_and_turns_them_into_OCI()
    {
        using var registry = new DockerRegistry();
        Tool.Run("skopeo", "copy", "--dest-tls-verify=false", "--format", "v2s2", $"oci:{_place.Folder["a"]}:1", $"docker://{registry.Host}/org/v2:1");
        var report = await _place.CopyAsync($"docker://{registry.Host}/org/v2:1", "oci:~/v:1");
        report.IsConverted.ShouldBeTrue();
        Tool.Run("umoci", "unpack", "--rootless", "--image", $"{_place.Folder["v"]}:1", _place.Folder["bundle"]);
        new FileInfo(_place.Folder["bundle", "rootfs", "file0"]).Length.ShouldBe(3_000_000);
    }

    [Fact]
    public async Task Umoci_adds_to_a_layout_of_Tare_and_Tare_reads_it_again()
    {
        await _place.CopyAsync("oci:~/a:1", "oci:~/b:1");
        Tool.Run("umoci", "config", "--image", $"{_place.Folder["b"]}:1", "--config.label", "a=b", "--tag", "2");
        var image = await _place.LoadAsync("oci:~/b:2");
        image.Config.Model.Container.Labels["a"].ShouldBe("b");
        (await _place.LoadAsync("oci:~/b:1")).Platform.ShouldBe(new Platform("linux", "amd64"));
    }
}
