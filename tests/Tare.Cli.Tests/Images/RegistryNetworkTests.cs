using System.Diagnostics;
using Tare.Testing.Images;
using Tare.Testing.Registries;
using Tare.Testing.Servers;

namespace Tare.Cli.Tests.Images;

/// <summary>Image commands reach registries as conda's configuration says, like everything else that Tare fetches.</summary>
public sealed class RegistryNetworkTests : IDisposable
{
    private readonly Machine _machine = new();

    public RegistryNetworkTests() => new TestImage().Layer("RUN a", l => l.File("a", 10_000)).Write($"oci:{_machine.Folder["app"]}:1");

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Ssl_verify_of_a_condarc_names_the_authority()
    {
        using var certificate = new TestCertificate();
        using var registry = new FakeRegistry(new FakeRegistryOptions { Certificate = certificate });
        Push(registry).Error.ShouldContain("certificate");
        _machine.File("ca.pem", certificate.AuthorityPem).File("home/.condarc", $"ssl_verify: {_machine.Folder["ca.pem"]}\n");
        Push(registry).Status.ShouldBe(0);
    }

    [Fact]
    public void The_variable_for_it_works_too()
    {
        using var certificate = new TestCertificate();
        using var registry = new FakeRegistry(new FakeRegistryOptions { Certificate = certificate });
        _machine.With("CONDA_SSL_VERIFY", "false");
        Push(registry).Status.ShouldBe(0);
    }

    [Fact]
    public void Proxy_servers_of_a_condarc_are_used()
    {
        var asked = new List<string>();
        using var proxy = new HttpServer(request =>
        {
            lock (asked)
            {
                asked.Add(request.Target);
            }

            return ServerResponse.Text(403, "the proxy says no");
        });
        _machine.File("home/.condarc", $"proxy_servers:\n  http: {proxy.Address}\n  https: {proxy.Address}\n");
        var answer = _machine.Run("image", "tags", "registry.invalid/org/app", "--insecure");
        answer.Status.ShouldBe(1);
        asked.ShouldContain(t => t.Contains("registry.invalid", StringComparison.Ordinal), answer.Error);
    }

    [Fact]
    public void Offline_asks_no_registry_and_a_local_image_needs_no_configuration()
    {
        _machine.File("home/.condarc", "offline: true\n");
        using var registry = new FakeRegistry();
        Push(registry).Status.ShouldBe(1);
        registry.Requests.ShouldBeEmpty();
        _machine.File("home/.condarc", "channels: [unfinished\n");
        _machine.Run("image", "inspect", "oci:app", "-q").Status.ShouldBe(0);
    }

    [Fact]
    public void A_registry_that_serves_another_blob_is_one_clear_error_and_leaves_nothing()
    {
        using var registry = new FakeRegistry();
        Push(registry).Status.ShouldBe(0);
        registry.Faults.Add(Fault.WrongBytes("GET /v2/org/app/blobs/"));
        foreach (var words in (string[][])[["inspect", $"{registry.Host}/org/app:1"], ["slim", $"{registry.Host}/org/app:1", "-o", "out.tar"], ["copy", $"{registry.Host}/org/app:1", "out.tar"]])
        {
            IsOneClearError(_machine.Run(["image", .. words]));
        }
    }

    [Fact]
    public void A_registry_that_asks_to_come_back_much_later_is_not_waited_for()
    {
        using var registry = new FakeRegistry();
        Push(registry).Status.ShouldBe(0);
        registry.Faults.Add(Fault.Status("/manifests/", 429, retryAfter: 3600));
        var answer = _machine.Run("image", "slim", $"{registry.Host}/org/app:1", "-o", "out.tar", "-q");
        IsOneClearError(answer);
        answer.Error.ShouldContain("429");
    }

    [Fact]
    public void A_registry_that_stalls_for_ever_is_one_clear_error_within_the_patience_of_the_configuration()
    {
        using var registry = new FakeRegistry();
        Push(registry).Status.ShouldBe(0);
        registry.Faults.Add(Fault.Stall("GET /v2/org/app/blobs/", after: 500, TimeSpan.FromMinutes(10)));
        _machine.With("CONDA_REMOTE_READ_TIMEOUT_SECS", "0.5");
        var started = Stopwatch.StartNew();
        var answer = _machine.Run("image", "slim", $"{registry.Host}/org/app:1", "-o", "out.tar", "-q");
        IsOneClearError(answer);
        answer.Error.ShouldContain("/v2/org/app/blobs/sha256:");
        answer.Error.ShouldContain("sent nothing for 0.5 seconds");
        started.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    private void IsOneClearError(Answer answer)
    {
        answer.Status.ShouldBe(1);
        answer.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0]).ShouldBe(["error:", "hint:"], answer.Error);
        Directory.EnumerateFileSystemEntries(_machine.Folder.Path).Where(p => p.Contains("out", StringComparison.Ordinal) || p.Contains(".tare-", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private Answer Push(FakeRegistry registry) => _machine.Run("image", "copy", "oci:app", $"docker://{registry.Host}/org/app:1", "-q");
}
