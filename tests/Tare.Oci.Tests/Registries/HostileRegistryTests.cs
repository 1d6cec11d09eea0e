using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Tare.Primitives;
using Tare.Testing.Registries;
using Tare.Testing.Servers;

namespace Tare.Oci.Tests.Registries;

/// <summary>Registries that never get well: one error with a hint, and nothing left that looks like an image.</summary>
public sealed class HostileRegistryTests : IDisposable
{
    private static readonly TimeSpan Forever = TimeSpan.FromMinutes(10);
    private readonly Place _place = new();
    private readonly FakeRegistry _registry = new();

    public HostileRegistryTests() => ImageFolder.Write(_place.Folder["a"], layers: 1, bytes: 100_000);

    public void Dispose()
    {
        _registry.Dispose();
        _place.Dispose();
    }

    private Task PushAsync() => _place.CopyAsync("oci:~/a:1", $"{_registry.Host}/org/app:1");

    private async Task RefusesToPullAsync()
    {
        foreach (var target in (string[])["~/b.tar", "oci:~/b:1"])
        {
            var error = await Should.ThrowAsync<TareException>(() => _place.CopyAsync($"docker://{_registry.Host}/org/app:1", target));
            error.Message.ShouldContain(_registry.Host);
            error.Message.ShouldNotContain("\n");
            error.Hint.ShouldNotBeNullOrEmpty();
        }

        File.Exists(_place.Folder["b.tar"]).ShouldBeFalse();
        Directory.Exists(_place.Folder["b"]).ShouldBeFalse();
        Directory.GetFiles(_place.Folder.Path, "*b.tar*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_registry_that_drops_every_connection_is_given_up()
    {
        await PushAsync();
        _registry.Faults.Add(Fault.Cut("GET /v2/org/app/blobs/", after: 0));
        await RefusesToPullAsync();
    }

    [Fact]
    public async Task A_registry_that_answers_500_is_given_up()
    {
        await PushAsync();
        _registry.Faults.Add(Fault.Status("GET /v2/org/app/blobs/", 500));
        await RefusesToPullAsync();
    }

    [Fact]
    public async Task A_registry_that_takes_no_blob_gets_no_manifest()
    {
        _registry.Refusals.Add(("PATCH /v2/org/app/blobs/", 500, 1000));
        _registry.Refusals.Add(("PUT /v2/org/app/blobs/", 500, 1000));
        (await Should.ThrowAsync<TareException>(PushAsync)).Hint.ShouldNotBeNullOrEmpty();
        _registry.Content.Manifests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_registry_that_sends_half_a_blob_and_never_more_is_given_up()
    {
        await PushAsync();
        _registry.Faults.Add(Fault.Stall("GET /v2/org/app/blobs/", after: 50_000, Forever, times: 1));
        _registry.Faults.Add(Fault.Stall("GET /v2/org/app/blobs/", after: 0, Forever));
        var error = await GivesUpAsync(TimeSpan.FromSeconds(30));
        error.Message.ShouldContain("/blobs/sha256:");
        error.Message.ShouldContain("sent nothing");
    }

    [Fact]
    public async Task A_registry_that_lets_a_byte_drop_now_and_then_is_given_up()
    {
        await PushAsync();
        _registry.Faults.Add(Fault.Trickle("GET /v2/org/app/blobs/", after: 1_000, TimeSpan.FromMilliseconds(100)));
        (await GivesUpAsync(TimeSpan.FromSeconds(40))).Message.ShouldContain("bytes in 1.5 seconds");
    }

    [Fact]
    public async Task A_manifest_that_never_ends_is_given_up()
    {
        await PushAsync();
        _registry.Faults.Add(Fault.Trickle("GET /v2/org/app/manifests/", after: 10, TimeSpan.FromMilliseconds(100)));
        (await GivesUpAsync(TimeSpan.FromSeconds(30))).Message.ShouldContain("/manifests/1");
    }

    [Fact]
    public async Task A_registry_that_keeps_its_words_of_refusal_to_itself_is_not_waited_for()
    {
        await PushAsync();
        _registry.Faults.Add(new Fault("GET /v2/org/app/manifests/", _ => ServerResponse.Text(403, "{\"errors\":[]}") with { Stall = Forever }));
        (await GivesUpAsync(TimeSpan.FromSeconds(20))).Message.ShouldEndWith(": 403");
    }

    [Fact]
    public async Task A_registry_that_never_answers_is_given_up()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var host = $"127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}";
        var started = Stopwatch.StartNew();
        foreach (var (from, to) in (ReadOnlySpan<(string, string)>)[($"docker://{host}/org/app:1", "~/b.tar"), ("oci:~/a:1", $"{host}/org/app:1")])
        {
            var error = Should.Throw<TareException>(() => _place.CopyAsync(from, to).GetAwaiter().GetResult());
            error.Message.ShouldContain(host);
            error.Hint.ShouldNotBeNullOrEmpty();
        }

        started.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
        Directory.GetFiles(_place.Folder.Path, "*b.tar*").ShouldBeEmpty();
    }

    private async Task<TareException> GivesUpAsync(TimeSpan patience)
    {
        var started = Stopwatch.StartNew();
        var error = await Should.ThrowAsync<TareException>(() => _place.CopyAsync($"docker://{_registry.Host}/org/app:1", "~/b.tar"));
        started.Elapsed.ShouldBeLessThan(patience);
        error.Message.ShouldContain(_registry.Host);
        error.Hint.ShouldNotBeNullOrEmpty();
        Directory.GetFiles(_place.Folder.Path, "*b.tar*").ShouldBeEmpty();
        return error;
    }

    [Fact]
    public async Task A_pull_that_gets_a_little_further_each_time_arrives()
    {
        await PushAsync();
        _registry.Faults.Add(Fault.Cut("GET /v2/org/app/blobs/", after: 9_000, times: 8));
        await _place.CopyAsync($"docker://{_registry.Host}/org/app:1", "oci:~/b:1");
        (await _place.LoadAsync("oci:~/b:1")).Layers.Count.ShouldBe(1);
    }
}
