using System.IO.Compression;
using Tare.Archives.Zip;

namespace Tare.Archives.Tests.Zip;

/// <summary>What <see cref="ZipWriter"/> writes, read by the framework's reader.</summary>
public sealed class ZipWriterTests
{
    private static readonly byte[] Content = Samples.Text(700_000);

    [Fact]
    public void Another_reader_finds_every_member_with_its_name_and_content()
    {
        using var archive = new ZipArchive(new MemoryStream(WriteTwo()));
        archive.Entries.Select(e => e.FullName).ShouldBe(["metadata.json", "größe/日本.bin"]);
        archive.Entries.ShouldAllBe(e => e.CompressedLength == e.Length);
        Read(archive.Entries[0]).ShouldBe("{}"u8.ToArray());
        Read(archive.Entries[1]).ShouldBe(Content);
    }

    [Fact]
    public void Our_own_reader_finds_the_same()
    {
        using var reader = new ZipReader(new MemoryStream(WriteTwo()), "two.zip");
        reader.Next()!.Name.ShouldBe("metadata.json");
        reader.Next()!.Name.ShouldBe("größe/日本.bin");
        reader.Next().ShouldBeNull();
    }

    [Fact]
    public void The_same_members_are_the_same_bytes_from_memory_and_from_a_stream()
    {
        WriteTwo().ShouldBe(WriteTwo());
        var fromMemory = Write(z => z.Add("a", Content));
        Write(z => z.Add("a", new MemoryStream(Content))).ShouldBe(fromMemory);
    }

    [Fact]
    public void A_stream_is_taken_from_where_it_stands()
    {
        using var content = new MemoryStream("0123456789"u8.ToArray()) { Position = 7 };
        using var archive = new ZipArchive(new MemoryStream(Write(z => z.Add("a", content))));
        Read(archive.Entries[0]).ShouldBe("789"u8.ToArray());
    }

    [Fact]
    public void More_members_than_16_bits_count_are_all_found()
    {
        var bytes = Write(z =>
        {
            for (var i = 0; i < 70_000; i++)
            {
                z.Add($"{i}", []);
            }
        });
        using var archive = new ZipArchive(new MemoryStream(bytes));
        archive.Entries.Count.ShouldBe(70_000);
        archive.Entries[^1].FullName.ShouldBe("69999");
    }

    [Fact]
    public void A_member_behind_4_GiB_is_found()
    {
        using var folder = new TemporaryFolder();
        using var output = new FileStream(folder["far.zip"], FileMode.CreateNew, FileAccess.ReadWrite);
        var zip = new ZipWriter(output);
        zip.Add("near", "near"u8);
        output.Position = 5L << 30; // a hole: nothing of it is on the disk
        zip.Add("far", "far"u8);
        zip.Finish();
        output.Position = 0;
        using var archive = new ZipArchive(output);
        Read(archive.GetEntry("near")!).ShouldBe("near"u8.ToArray());
        Read(archive.GetEntry("far")!).ShouldBe("far"u8.ToArray());
    }

    [Fact]
    public void A_file_that_changes_meanwhile_is_an_error() =>
        Should.Throw<ArchiveException>(() => Write(z => z.Add("a", new ShrinkingStream(10)))).Message.ShouldBe("`a` had 10 bytes and gave 9");

    private static byte[] WriteTwo() => Write(z =>
    {
        z.Add("metadata.json", "{}"u8);
        z.Add("größe/日本.bin", new MemoryStream(Content));
    });

    private static byte[] Write(Action<ZipWriter> add)
    {
        using var output = new MemoryStream();
        var zip = new ZipWriter(output);
        add(zip);
        zip.Finish();
        return output.ToArray();
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private sealed class ShrinkingStream(int length) : MemoryStream(new byte[length - 1])
    {
        public override long Length => length;
    }
}
