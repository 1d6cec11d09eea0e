using Tare.Primitives.Files;
using Tare.Testing;

namespace Tare.Primitives.Tests.Files;

public sealed class FileContentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200_000)]
    public void Rented_content_is_the_whole_file(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var path = Path.Join(_folder.Path, "a");
        File.WriteAllBytes(path, bytes);
        using var content = RentedContent.Read(path);
        content.Span.SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public void A_missing_file_is_neither_rented_nor_mapped()
    {
        RentedContent.TryRead(Path.Join(_folder.Path, "missing")).ShouldBeNull();
        MappedFile.TryMap(Path.Join(_folder.Path, "missing")).ShouldBeNull();
    }

    [Fact]
    public void A_mapped_file_is_the_whole_file()
    {
        var path = Path.Join(_folder.Path, "a");
        File.WriteAllText(path, "content");
        using var file = MappedFile.TryMap(path);
        file.ShouldNotBeNull().Span.SequenceEqual("content"u8).ShouldBeTrue();
    }

    public void Dispose() => _folder.Dispose();
}
