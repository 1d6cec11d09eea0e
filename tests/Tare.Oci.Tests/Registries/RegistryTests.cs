using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Tare.Http;
using Tare.Http.Tls;
using Tare.Oci.Copying;
using Tare.Oci.Manifests;
using Tare.Oci.References;
using Tare.Oci.Registries;
using Tare.Oci.Stores;
using Tare.Primitives;
using Tare.Testing.Registries;
using Tare.Testing.Servers;

namespace Tare.Oci.Tests.Registries;

public sealed class RegistryTests : IDisposable
{
    private readonly Place _place = new();
    private readonly FakeRegistry _registry = new();

    public RegistryTests() => ImageFolder.Write(_place.Folder["a"], bytes: 200_000);

    public void Dispose()
    {
        _registry.Dispose();
        _place.Dispose();
    }

    private string[] Sent(string method, string part) => [.. _registry.Requests.Where(r => r.Method == method && r.Target.Contains(part, StringComparison.Ordinal)).Select(r => r.Target)];

    [Fact]
    public async Task An_image_is_pushed_and_pulled_unchanged()
    {
        var pushed = await _place.CopyAsync("oci:~/a:1", $"{_registry.Host}/org/app:1");
        await _place.CopyAsync($"docker://{_registry.Host}/org/app:1", "oci:~/b:1");
        (await _place.LoadAsync("oci:~/b:1")).Digest.ShouldBe(pushed.Root.Digest);
        pushed.SentBytes.ShouldBeGreaterThan(400_000);
    }

    [Fact]
    public async Task What_the_registry_has_is_not_sent_again()
    {
        await _place.CopyAsync("oci:~/a:1", $"{_registry.Host}/org/app:1");
        _registry.ClearRequests();
        var again = await _place.CopyAsync("oci:~/a:1", $"{_registry.Host}/org/app:2");
        again.SentBytes.ShouldBe(0);
        Sent("POST", "uploads").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_blob_of_another_repository_is_mounted()
    {
        await _place.CopyAsync("oci:~/a:1", $"{_registry.Host}/org/app:1");
        var report = await _place.CopyAsync($"docker://{_registry.Host}/org/app:1", $"{_registry.Host}/org/other:1");
        report.Blobs.ShouldAllBe(b => b.Transfer == BlobTransfer.Mounted);
        Sent("PATCH", "").Length.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_registry_that_does_not_mount_gets_the_bytes()
    {
        using var registry = new FakeRegistry(new FakeRegistryOptions { Mounts = false });
        await _place.CopyAsync("oci:~/a:1", $"{registry.Host}/org/app:1");
        var report = await _place.CopyAsync($"docker://{registry.Host}/org/app:1", $"{registry.Host}/org/other:1");
        report.Blobs.ShouldAllBe(b => b.Transfer == BlobTransfer.Sent);
    }

    [Fact]
    public async Task A_large_blob_goes_in_chunks_where_that_is_asked_for()
    {
        using var place = new Place(access: new RegistryAccessOptions { ChunkSize = 50_000, SmallBlob = 1000 });
        ImageFolder.Write(place.Folder["a"], layers: 1, bytes: 120_000);
        await place.CopyAsync("oci:~/a:1", $"{_registry.Host}/org/app:1");
        _registry.Requests.Where(r => r.Method == "PATCH").Select(r => r.Header("Content-Range")!.Split('-')[0]).ShouldBe(["0", "50000", "100000"]);
    }

    [Fact]
    public async Task An_upload_that_fails_goes_on_where_the_registry_is()
    {
        using var place = new Place(access: new RegistryAccessOptions { ChunkSize = 50_000, SmallBlob = 1000 });
        ImageFolder.Write(place.Folder["a"], layers: 1, bytes: 120_000);

        // The chunk is taken, but the answer gets lost.
        _registry.Faults.Add(Fault.Status("PATCH", 500, times: 1));
        await place.CopyAsync("oci:~/a:1", $"{_registry.Host}/org/app:1");
        _registry.Requests.Where(r => r.Method == "PATCH").Select(r => r.Header("Content-Range")!.Split('-')[0]).ShouldBe(["0", "50000", "100000"]);
    }

    [Fact]
    public async Task An_upload_that_never_arrived_is_sent_again()
    {
        using var place = new Place(access: new RegistryAccessOptions { SmallBlob = 1000 });
        ImageFolder.Write(place.Folder["a"], layers: 1, bytes: 120_000);
        _registry.Refusals.Add(("PATCH", 503, 2));
        await place.CopyAsync("oci:~/a:1", $"{_registry.Host}/org/app:1");
        (await place.LoadAsync($"docker://{_registry.Host}/org/app:1")).Layers.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_upload_that_is_told_to_wait_waits()
    {
        using var place = new Place(access: new RegistryAccessOptions { SmallBlob = 1000 });
        ImageFolder.Write(place.Folder["a"], layers: 1, bytes: 120_000);
        _registry.Faults.Add(Fault.Status("PATCH", 429, times: 1, retryAfter: 1));
        var started = Stopwatch.StartNew();
        await place.CopyAsync("oci:~/a:1", $"{_registry.Host}/org/app:1");
        started.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Where_an_upload_is_sent_elsewhere_the_credentials_stay()
    {
        using var elsewhere = new FakeRegistry();
        using var registry = new FakeRegistry(new FakeRegistryOptions { UserInfo = "user:password" });
        using var place = new Place(access: new RegistryAccessOptions { SmallBlob = 1000, Credential = new("user", "password") });
        ImageFolder.Write(place.Folder["a"], layers: 1, bytes: 120_000);
        registry.Faults.Add(new Fault("POST /v2/org/app/blobs/uploads/", good => good with { Headers = [("Location", $"http://{elsewhere.Host}/v2/org/app/blobs/uploads/x")] }));
        await Should.ThrowAsync<TareException>(() => place.CopyAsync("oci:~/a:1", $"{registry.Host}/org/app:1"));
        elsewhere.Requests.ShouldNotBeEmpty();
        elsewhere.Requests.ShouldAllBe(r => r.Header("Authorization") == null);
    }

    [Fact]
    public async Task A_page_in_place_of_a_manifest_is_an_error_that_names_its_sender()
    {
        await _place.CopyAsync("oci:~/a:1", $"{_registry.Host}/org/app:1");
        _registry.Faults.Add(new Fault("GET /v2/org/app/manifests/", _ => ServerResponse.Text(200, "<html>log in</html>")));
        var error = await Should.ThrowAsync<OciException>(() => _place.LoadAsync($"docker://{_registry.Host}/org/app:1"));
        error.Message.ShouldStartWith($"what `{_registry.Host}/org/app` sent for `1` is no manifest");
        error.Hint.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pull_that_breaks_off_goes_on(bool ranges)
    {
        using var registry = new FakeRegistry(new FakeRegistryOptions { Ranges = ranges });
        await _place.CopyAsync("oci:~/a:1", $"{registry.Host}/org/app:1");
        registry.Faults.Add(Fault.Cut("/blobs/", 70_000, times: 3));
        await _place.CopyAsync($"docker://{registry.Host}/org/app:1", "~/b.tar");
        (await _place.LoadAsync("~/b.tar")).Layers.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_pull_that_stalls_goes_on()
    {
        await _place.CopyAsync("oci:~/a:1", $"{_registry.Host}/org/app:1");
        _registry.Faults.Add(Fault.Stall("GET /v2/org/app/blobs/", 70_000, TimeSpan.FromSeconds(30), times: 1));
        (await _place.LoadAsync($"docker://{_registry.Host}/org/app:1")).Layers.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_registry_that_limits_requests_is_waited_for()
    {
        await _place.CopyAsync("oci:~/a:1", $"{_registry.Host}/org/app:1");
        _registry.Faults.Add(Fault.Status("/manifests/", 429, times: 1, retryAfter: 0));
        (await _place.LoadAsync($"docker://{_registry.Host}/org/app:1")).Layers.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Another_blob_than_the_one_asked_for_is_refused_and_leaves_no_archive()
    {
        await _place.CopyAsync("oci:~/a:1", $"{_registry.Host}/org/app:1");
        _registry.Faults.Add(Fault.WrongBytes("GET /v2/org/app/blobs/"));
        await Should.ThrowAsync<BlobMismatchException>(() => _place.CopyAsync($"docker://{_registry.Host}/org/app:1", "~/b.tar"));
        File.Exists(_place.Folder["b.tar"]).ShouldBeFalse();
        _place.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_manifest_than_the_digest_asked_for_is_refused()
    {
        var report = await _place.CopyAsync("oci:~/a:1", $"{_registry.Host}/org/app:1");
        _registry.Content.Manifests[("org/app", report.Root.Digest.ToString())] = (MediaTypes.OciManifest, Encoding.UTF8.GetBytes("""{"schemaVersion":2}"""));
        await Should.ThrowAsync<BlobMismatchException>(() => _place.LoadAsync($"docker://{_registry.Host}/org/app@{report.Root.Digest}"));
    }

    [Fact]
    public async Task A_registry_in_trouble_is_named_with_its_own_words()
    {
        _registry.Refusals.Add(("GET /v2/org", 500, 100));
        var error = await Should.ThrowAsync<RegistryException>(() => _place.LoadAsync($"docker://{_registry.Host}/org/app:1"));
        error.Message.ShouldBe($"cannot fetch `1` of `{_registry.Host}/org/app`: not now (500)");
    }

    [Fact]
    public async Task A_missing_image_is_an_error_of_its_own() =>
        await Should.ThrowAsync<ImageNotFoundException>(() => _place.LoadAsync($"docker://{_registry.Host}/org/nothing:1"));

    [Fact]
    public async Task All_platforms_are_pushed_children_first()
    {
        var digest = ImageFolder.WriteMultiPlatform(_place.Folder["m"], "linux/amd64", "linux/arm64");
        await _place.CopyAsync("oci:~/m:1", $"{_registry.Host}/org/multi:1", new CopyOptions { AllPlatforms = true });
        Digest.Of(_registry.Content.Manifests[("org/multi", "1")].Bytes).ToString().ShouldBe(digest);
        (await _place.LoadAsync($"docker://{_registry.Host}/org/multi:1", new Platform("linux", "arm64"))).Platform.Architecture.ShouldBe("arm64");
    }

    [Fact]
    public async Task Tags_come_page_by_page()
    {
        using var registry = new FakeRegistry(new FakeRegistryOptions { PageSize = 2 });
        foreach (var tag in (string[])["a", "b", "c", "d", "e"])
        {
            registry.Content.AddManifest("org/app", tag, MediaTypes.OciManifest, Encoding.UTF8.GetBytes("{}"));
        }

        (await new RegistryRepository(_place.Access, RegistryReference.Parse($"{registry.Host}/org/app")).ListTagsAsync(default)).ShouldBe(["a", "b", "c", "d", "e"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_signature_is_found_by_its_subject(bool api)
    {
        using var registry = new FakeRegistry(new FakeRegistryOptions { ReferrersApi = api });
        var image = await _place.CopyAsync("oci:~/a:1", $"{registry.Host}/org/app:1");
        var empty = "{}"u8.ToArray();
        registry.Content.AddBlob("org/app", empty);
        var signature = new ImageManifest(MediaTypes.OciManifest, Descriptor.Of(MediaTypes.OciEmpty, empty), []) { ArtifactType = "application/x-signature", Subject = image.Root }.ToDocument();
        await using (var target = new RegistryTarget(_place.Access, RegistryReference.Parse($"{registry.Host}/org/app@{signature.Digest}")))
        {
            await target.CommitAsync(signature.Descriptor, signature.Bytes, default);
        }

        var referrers = await new RegistryRepository(_place.Access, RegistryReference.Parse($"{registry.Host}/org/app")).ListReferrersAsync(image.Root.Digest, default);
        referrers.Select(r => r.Digest).ShouldBe([signature.Digest]);
    }

    [Fact]
    public async Task A_redirected_blob_is_fetched_without_the_registrys_credentials()
    {
        using var storage = new HttpServer(r => new ServerResponse(200) { Body = _registry.Content.Blobs.First(b => r.Path.EndsWith(b.Key.Digest, StringComparison.Ordinal)).Value });
        using var registry = new FakeRegistry(new FakeRegistryOptions { UserInfo = "me:secret", BlobRedirect = storage.Address });
        await _place.CopyAsync("oci:~/a:1", $"{_registry.Host}/org/app:1");
        foreach (var (key, value) in _registry.Content.Blobs)
        {
            registry.Content.Blobs[key] = value;
        }

        foreach (var (key, value) in _registry.Content.Manifests)
        {
            registry.Content.Manifests[key] = value;
        }

        using var place = new Place(access: new RegistryAccessOptions { Credential = new("me", "secret") });
        (await place.LoadAsync($"docker://{registry.Host}/org/app:1")).Layers.Count.ShouldBe(2);
        storage.Requests.Count.ShouldBe(3);
        storage.Requests.ShouldAllBe(r => r.Header("Authorization") == null);
    }

    [Fact]
    public async Task A_registry_with_its_own_authority_is_reached_with_its_certificate()
    {
        using var certificate = new TestCertificate();
        using var registry = new FakeRegistry(new FakeRegistryOptions { Certificate = certificate });
        using var place = new Place(new HttpOptions { Tls = new TlsOptions { CaFile = _place.Folder.Write("ca.pem", certificate.AuthorityPem) } });
        ImageFolder.Write(place.Folder["a"]);
        await place.CopyAsync("oci:~/a:1", $"{registry.Host}/org/app:1");
        (await Should.ThrowAsync<HttpException>(() => _place.LoadAsync($"docker://{registry.Host}/org/app:1"))).Failure.ShouldBe(HttpFailure.Tls);
    }

    [Fact]
    public async Task Insecure_takes_any_certificate()
    {
        using var certificate = new TestCertificate();
        using var registry = new FakeRegistry(new FakeRegistryOptions { Certificate = certificate });
        using var place = new Place(access: new RegistryAccessOptions { Insecure = true });
        ImageFolder.Write(place.Folder["a"]);
        await place.CopyAsync("oci:~/a:1", $"{registry.Host}/org/app:1");
        registry.Content.Manifests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_mirror_is_asked_first_and_a_broken_one_is_passed_over()
    {
        await _place.CopyAsync("oci:~/a:1", $"{_registry.Host}/copy/org/app:1");
        using var broken = new FakeRegistry();
        broken.Refusals.Add(("", 500, 1000));
        var conf = _place.Folder.Write("mirrors.conf", $"""
            [[registry]]
            prefix = "example.invalid"
            [[registry.mirror]]
            location = "{broken.Host}"
            [[registry.mirror]]
            location = "{_registry.Host}/copy"
            insecure = true
            """);
        using var place = new Place(null, null, ("CONTAINERS_REGISTRIES_CONF", conf));
        (await place.LoadAsync("docker://example.invalid/org/app:1")).Layers.Count.ShouldBe(2);
        broken.Requests.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_copy_into_a_folder_that_was_cut_off_goes_on_with_what_is_there()
    {
        await _place.CopyAsync("oci:~/a:1", $"{_registry.Host}/org/app:1");
        var last = _registry.Content.Blobs.OrderBy(b => b.Value.Length).Last().Key.Digest;
        _registry.Refusals.Add((last, 404, 1));
        await Should.ThrowAsync<TareException>(() => _place.CopyAsync($"docker://{_registry.Host}/org/app:1", "oci:~/b:1", new CopyOptions { Parallel = 1 }));
        Directory.Exists(_place.Folder["b"]).ShouldBeFalse();
        var second = await _place.CopyAsync($"docker://{_registry.Host}/org/app:1", "oci:~/b:1");
        (await _place.LoadAsync("oci:~/b:1")).Digest.ShouldBe(second.Root.Digest);
        _place.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dry_run_sends_nothing()
    {
        await using var source = ImageStores.OpenSource(_place.Reference("oci:~/a:1"), _place.Stores);
        await using var target = new DryRunTarget(ImageReference.Of(RegistryReference.Parse($"{_registry.Host}/org/app:1")), _place.Stores);
        (await new ImageCopy(source, target, new CopyOptions()).RunAsync(default)).SentBytes.ShouldBeGreaterThan(400_000);
        _registry.Requests.ShouldAllBe(r => r.Method == "HEAD" || r.Method == "GET");
        _registry.Content.Blobs.ShouldBeEmpty();
    }
}
