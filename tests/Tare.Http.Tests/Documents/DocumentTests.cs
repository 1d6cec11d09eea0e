using Tare.Http.Documents;
using Tare.Testing;
using Tare.Testing.Servers;

namespace Tare.Http.Tests.Documents;

public sealed class DocumentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ChannelServer _server;
    private readonly HttpStack _stack = new(TestOptions.Quick);

    public DocumentTests()
    {
        _folder.Write("repodata.json", """{"packages":{}}""");
        _server = new ChannelServer(_folder.Path);
    }

    public void Dispose()
    {
        _stack.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_current_copy_is_not_sent_again()
    {
        var url = new Uri(_server.Url + "/repodata.json");
        Validators validators;
        await using (var first = await _stack.GetDocumentAsync(url, null, default))
        {
            using var reader = new StreamReader(first.Content!);
            (await reader.ReadToEndAsync()).ShouldBe("""{"packages":{}}""");
            validators = first.Validators;
        }

        validators.ETag.ShouldNotBeNull();
        await using var second = await _stack.GetDocumentAsync(url, validators, default);
        second.IsUnchanged.ShouldBeTrue();
        second.Validators.ETag.ShouldBe(validators.ETag);
    }

    [Fact]
    public async Task A_local_file_has_a_version_too()
    {
        var url = new Uri(_folder["repodata.json"]);
        await using var first = await _stack.GetDocumentAsync(url, null, default);
        await using var second = await _stack.GetDocumentAsync(url, first.Validators, default);
        second.IsUnchanged.ShouldBeTrue();
        _folder.Write("repodata.json", "{}");
        await using var third = await _stack.GetDocumentAsync(url, first.Validators, default);
        third.IsUnchanged.ShouldBeFalse();
    }
}
