using System.Security.Cryptography;
using System.Text;
using Tare.Conda.Fetching;
using Tare.Conda.Records;
using Tare.Primitives;
using Tare.Testing;

namespace Tare.Conda.Tests.Fetching;

public sealed class PackageCachesTests : IDisposable
{
    private const string Name = "app-1.0-0.conda";
    private const string Url = "https://one.example/linux-64/" + Name;
    private const string OtherUrl = "https://two.example/linux-64/" + Name;
    private const string Content = "the package";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static RepoDataRecord Record(string content, string url = Url) => new()
    {
        Name = "app",
        Version = "1.0",
        Build = "0",
        FileName = Name,
        Url = url,
        Size = content.Length,
        Sha256 = Digest.Of(Encoding.UTF8.GetBytes(content)).Hex,
    };

    private string? Found(RepoDataRecord record, string? urls = null)
    {
        _folder.Write($"pkgs/{Name}", Content);
        _folder.Write("pkgs/urls.txt", urls ?? "");
        return new PackageCaches([_folder["empty"], _folder["pkgs"]]).FindArchive(record);
    }

    [Fact]
    public void An_archive_that_was_got_from_the_packages_url_is_left_for_its_reader_to_prove() =>
        Found(Record("tampered!!!"), $"{OtherUrl}\n{Url}\n").ShouldBe(_folder[$"pkgs/{Name}"]);

    [Fact]
    public void An_archive_of_another_channel_with_the_same_name_and_size_is_not_the_package() =>
        Found(Record("another one", OtherUrl), $"{OtherUrl}\n{Url}\n").ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData(OtherUrl + "\n")]
    public void An_archive_from_elsewhere_is_the_package_when_its_digest_is(string urls)
    {
        Found(Record(Content), urls).ShouldNotBeNull();
        Found(Record(Content) with { Sha256 = null, Md5 = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(Content))) }, urls).ShouldNotBeNull();
        Found(Record(Content) with { Sha256 = null, Md5 = new string('0', 32) }, urls).ShouldBeNull();
    }

    [Fact]
    public void Without_a_digest_an_archive_is_the_package_unless_it_is_known_to_be_from_elsewhere()
    {
        Found(Record(Content) with { Sha256 = null }).ShouldNotBeNull();
        Found(Record(Content) with { Sha256 = null }, OtherUrl + "\n").ShouldBeNull();
    }

    [Fact]
    public void An_archive_of_another_size_is_not_the_package() => Found(Record(Content + "."), Url + "\n").ShouldBeNull();

    [Fact]
    public void What_was_just_got_is_found()
    {
        var caches = new PackageCaches([_folder["pkgs"]]);
        caches.FindArchive(Record("new content")).ShouldBeNull();
        _folder.Write($"pkgs/{Name}", "new content");
        caches.Remember(Record("new content"));
        caches.FindArchive(Record("new content")).ShouldNotBeNull();
    }
}
