using System.Text;
using Tare.Oci.Registries;
using Tare.Testing.Registries;

namespace Tare.Oci.Tests.Registries;

public sealed class AuthenticationTests
{
    private static string Auth(string userInfo) => Convert.ToBase64String(Encoding.UTF8.GetBytes(userInfo));

    private static async Task<int> PushAndPullAsync(FakeRegistry registry, Place place)
    {
        ImageFolder.Write(place.Folder["a"]);
        await place.CopyAsync("oci:~/a:1", $"{registry.Host}/org/app:1");
        return (await place.LoadAsync($"docker://{registry.Host}/org/app:1")).Layers.Count;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dockers_file_gives_user_and_password(bool tokens)
    {
        using var registry = new FakeRegistry(new FakeRegistryOptions { UserInfo = "me:s:cret", Tokens = tokens });
        using var place = new Place();
        place.Folder.Write(".docker/config.json", $$$"""{"auths":{"{{{registry.Host}}}":{"auth":"{{{Auth("me:s:cret")}}}"} } }""");
        (await PushAndPullAsync(registry, place)).ShouldBe(2);
    }

    [Fact]
    public async Task Containers_file_may_name_a_part_of_a_registry()
    {
        using var registry = new FakeRegistry(new FakeRegistryOptions { UserInfo = "me:secret" });
        using var place = new Place(null, null, ("XDG_RUNTIME_DIR", "/nonexistent"));
        place.Folder.Write(
            ".config/containers/auth.json",
            $$$"""{"auths":{"{{{registry.Host}}}":{"auth":"{{{Auth("other:wrong")}}}"} ,"{{{registry.Host}}}/org":{"auth":"{{{Auth("me:secret")}}}"} } }""");
        (await PushAndPullAsync(registry, place)).ShouldBe(2);
    }

    [Fact]
    public async Task A_helper_is_asked_for_the_host()
    {
        using var registry = new FakeRegistry(new FakeRegistryOptions { UserInfo = "me:secret" });
        using var bin = new Tare.Testing.TemporaryFolder();
        var helper = bin.Write("docker-credential-test", $$$"""
            #!/bin/sh
            read host
            [ "$1 $host" = "get {{{registry.Host}}}" ] || { echo "credentials not found in native keychain"; exit 1; }
            echo '{"ServerURL":"x","Username":"me","Secret":"secret"}'
            """);
        File.SetUnixFileMode(helper, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var place = new Place(null, null, ("PATH", $"{bin.Path}:/usr/bin:/bin"));
        place.Folder.Write(".docker/config.json", """{"credsStore":"test"}""");
        (await PushAndPullAsync(registry, place)).ShouldBe(2);
    }

    [Fact]
    public async Task An_identity_token_is_exchanged()
    {
        using var registry = new FakeRegistry(new FakeRegistryOptions { UserInfo = "nobody:x", Tokens = true, IdentityToken = "refresh-me" });
        using var place = new Place();
        place.Folder.Write(".docker/config.json", $$$"""{"auths":{"{{{registry.Host}}}":{"identitytoken":"refresh-me"} } }""");
        (await PushAndPullAsync(registry, place)).ShouldBe(2);
        registry.Requests.ShouldContain(r => r.Method == "POST" && r.Path == "/token");
    }

    [Fact]
    public async Task A_token_that_expires_between_requests_is_renewed()
    {
        using var registry = new FakeRegistry(new FakeRegistryOptions { Tokens = true, TokenUses = 2 });
        using var place = new Place();
        (await PushAndPullAsync(registry, place)).ShouldBe(2);
    }

    [Fact]
    public async Task Anonymous_pulls_get_a_token_too()
    {
        using var registry = new FakeRegistry(new FakeRegistryOptions { Tokens = true });
        using var place = new Place();
        (await PushAndPullAsync(registry, place)).ShouldBe(2);
        registry.Requests.Count(r => r.Path == "/token").ShouldBeLessThanOrEqualTo(3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wrong_credentials_are_an_error_with_a_next_step_and_without_the_password(bool tokens)
    {
        using var registry = new FakeRegistry(new FakeRegistryOptions { UserInfo = "me:right", Tokens = tokens });
        using var place = new Place(access: new RegistryAccessOptions { Credential = new("me", "wrong-password") });
        var error = await Should.ThrowAsync<RegistryException>(() => PushAndPullAsync(registry, place));
        error.Hint.ShouldNotBeNull().ShouldContain($"docker login {registry.Host}");
        error.ToString().ShouldNotContain("wrong-password");
    }

    [Fact]
    public async Task A_damaged_file_is_named()
    {
        using var registry = new FakeRegistry(new FakeRegistryOptions { UserInfo = "me:right" });
        using var place = new Place();
        place.Folder.Write(".docker/config.json", "{");
        (await Should.ThrowAsync<InvalidDocumentException>(() => PushAndPullAsync(registry, place))).Message.ShouldContain("config.json");
    }

    [Fact]
    public async Task A_missing_helper_is_named()
    {
        using var registry = new FakeRegistry(new FakeRegistryOptions { UserInfo = "me:right" });
        using var place = new Place();
        place.Folder.Write(".docker/config.json", """{"credsStore":"missing-helper"}""");
        (await Should.ThrowAsync<OciException>(() => PushAndPullAsync(registry, place))).Message.ShouldContain("docker-credential-missing-helper");
    }
}
