using Tare.Primitives;
using Tare.Testing.Registries;
using Tare.Testing.Servers;

namespace Tare.Oci.Tests.Registries;

/// <summary>Registries that never get well: one error with a hint, and nothing left that looks like an image.</summary>
public sealed class HostileRegistryTests : IDisposable
{
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
    public async Task A_pull_that_gets_a_little_further_each_time_arrives()
    {
        await PushAsync();
        _registry.Faults.Add(Fault.Cut("GET /v2/org/app/blobs/", after: 9_000, times: 8));
        await _place.CopyAsync($"docker://{_registry.Host}/org/app:1", "oci:~/b:1");
        (await _place.LoadAsync("oci:~/b:1")).Layers.Count.ShouldBe(1);
    }
}
