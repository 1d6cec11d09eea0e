using System.Diagnostics;
using CsCheck;
using Tare.Archives.Tar;

namespace Tare.Archives.Tests.Tar;

public sealed class TarTests
{
    private static readonly Gen<byte[]> Names =
        Gen.OneOf(
            Gen.Char['a', 'z'].Array[1, 20].Select(c => Encoding.ASCII.GetBytes(c)),
            Gen.Char["ab/é雪"].Array[1, 300].Select(c => Encoding.UTF8.GetBytes("x" + new string(c) + "x")),
            Gen.Byte[1, 255].Array[1, 300].Select(b => (byte[])[(byte)'x', .. b, (byte)'x']));

    private static readonly Gen<TarEntry> Entries =
        from kind in Gen.Enum<TarEntryKind>()
        from path in Names
        from target in Names
        from mode in Gen.Int[0, 0xFFF]
        from owner in Gen.Long[0, 5_000_000_000]
        from seconds in Gen.Long[-2_000_000_000, 20_000_000_000]
        from nanoseconds in Gen.OneOf(Gen.Const(0), Gen.Int[0, 999_999_999])
        from user in Gen.String[Gen.Char["abé"], 0, 40]
        from attributes in Gen.Byte.Array[0, 300].List[0, 2]
        let isLink = kind is TarEntryKind.HardLink or TarEntryKind.SymbolicLink
        let isDevice = kind is TarEntryKind.BlockDevice or TarEntryKind.CharacterDevice
        select new TarEntry
        {
            Kind = kind,
            Path = kind == TarEntryKind.Folder ? (byte[])[.. path, (byte)'/'] : path,
            LinkTarget = isLink ? target : default,
            Mode = mode,
            Uid = owner,
            Gid = owner / 2,
            UserName = user,
            GroupName = user,
            ModifiedSeconds = seconds,
            ModifiedNanoseconds = nanoseconds,
            DeviceMajor = isDevice ? mode : 0,
            DeviceMinor = isDevice ? mode * 2 : 0,
            Attributes = attributes.Select((a, i) => new TarAttribute($"user.n{i}", a)).ToArray(),
        };

    [Fact]
    public void Every_entry_comes_back_as_it_was_written() =>
        Gen.Select(Entries, Gen.Byte.Array[0, 2000]).Array[0, 8].Sample(
            items =>
            {
                using var reader = new TarReader(new MemoryStream(Write(items)));
                foreach (var (written, content) in items)
                {
                    var read = reader.Next().ShouldNotBeNull();
                    Describe(read).ShouldBe(Describe(written));
                    if (written.Kind == TarEntryKind.File)
                    {
                        reader.ReadAll().ShouldBe(content);
                    }
                }

                reader.Next().ShouldBeNull();
            },
            iter: 200);

    [Fact]
    public void Kept_header_blocks_make_a_copy_that_is_the_same_to_the_byte() =>
        Gen.Select(Entries, Gen.Byte.Array[0, 2000]).Array[0, 8].Sample(
            items =>
            {
                var original = Write(items);
                using var reader = new TarReader(new MemoryStream(original), new TarReaderOptions { KeepHeaderBlocks = true });
                using var copy = new MemoryStream();
                using var writer = new TarWriter(copy);
                while (reader.Next() is { } entry)
                {
                    writer.Copy(reader, entry);
                }

                writer.Finish();
                copy.ToArray().ShouldBe(original);
            },
            iter: 100);

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Gen.Select(Gen.Byte.Array[0, 3000], Entries, Gen.Int[0, 2000]).Sample(
            (noise, entry, place) =>
            {
                var bytes = Write([(entry, noise)]);
                noise.AsSpan(0, Math.Min(noise.Length, 20)).CopyTo(bytes.AsSpan(Math.Min(place, bytes.Length - 20)));
                try
                {
                    using var reader = new TarReader(new MemoryStream(bytes));
                    reader.Drain();
                }
                catch (ArchiveException)
                {
                }
            },
            iter: 300);

    [Theory]
    [InlineData("--format=gnu")]
    [InlineData("--format=posix")]
    [InlineData("--format=ustar")]
    [InlineData("--format=v7")]
    [InlineData("--format=oldgnu")]
    public void What_GNU_tar_writes_is_read(string format)
    {
        using var folder = new TemporaryFolder();
        // The old formats have 100 bytes for a name, and ustar not more for a link's target.
        var isShort = format is "--format=v7" or "--format=ustar";
        var name = new string('n', isShort ? 60 : 90);
        folder.Write($"d/{(isShort ? "" : name + "/")}{name}", "content");
        File.CreateSymbolicLink(folder["d", "link"], "target");
        Run("ln", [folder["d", isShort ? name : $"{name}/{name}"], folder["d", "zhard"]]);
        Run("tar", [format, "--sort=name", "--owner=someone:1234", "-C", folder.Path, "-cf", folder["a.tar"], "d"]);
        using var reader = new TarReader(File.OpenRead(folder["a.tar"]));
        var found = new List<string>();
        while (reader.Next() is { } entry)
        {
            entry.Uid.ShouldBe(1234);
            found.Add($"{entry} {Encoding.UTF8.GetString(reader.ReadAll())}");
        }

        var file = isShort ? $"d/{name}" : $"d/{name}/{name}";
        var expected = new List<string> { "Folder d/ ", "SymbolicLink d/link -> target ", $"File {file} content", $"HardLink d/zhard -> {file} " };
        if (!isShort)
        {
            expected.Insert(2, $"Folder d/{name}/ ");
        }

        found.ShouldBe(expected);
    }

    [Fact]
    public void GNU_tar_reads_what_tare_writes()
    {
        using var folder = new TemporaryFolder();
        var path = string.Join('/', Enumerable.Repeat("long-name-of-a-folder", 20)) + "/file";
        File.WriteAllBytes(folder["a.tar"], Write([(new TarEntry { Path = Encoding.UTF8.GetBytes(path), ModifiedSeconds = 1 }, "hello"u8.ToArray())]));
        Run("tar", ["-C", folder.Path, "-xf", folder["a.tar"]]);
        File.ReadAllText(folder[path]).ShouldBe("hello");
    }

    [Fact]
    public void A_global_pax_header_holds_until_it_is_taken_back()
    {
        var bytes = new MemoryStream();
        bytes.Write(Extension('g', "16 gname=global\n"));
        bytes.Write(Bare(new TarEntry { Path = "a"u8.ToArray() }));
        bytes.Write(Extension('x', "15 gname=local\n"));
        bytes.Write(Bare(new TarEntry { Path = "b"u8.ToArray() }));
        bytes.Write(Extension('g', "9 gname=\n"));
        bytes.Write(Bare(new TarEntry { Path = "c"u8.ToArray() }));
        bytes.Position = 0;
        using var reader = new TarReader(bytes);
        Enumerable.Range(0, 3).Select(_ => reader.Next()!.GroupName).ShouldBe(["global", "local", ""]);
    }

    [Fact]
    public void A_sparse_file_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        using (var file = File.Create(folder["holes"]))
        {
            file.SetLength(1 << 24);
            file.Seek(1 << 23, SeekOrigin.Begin);
            file.WriteByte(1);
        }

        foreach (var format in new[] { "gnu", "posix" })
        {
            Run("tar", [$"--format={format}", "--sparse", "-C", folder.Path, "-cf", folder["a.tar"], "holes"]);
            using var reader = new TarReader(File.OpenRead(folder["a.tar"]));
            Should.Throw<ArchiveException>(reader.Next).Message.ShouldContain("sparse");
        }
    }

    [Fact]
    public void A_claim_of_a_huge_size_is_an_error_and_takes_no_memory()
    {
        var whole = Bare(new TarEntry { Path = "a"u8.ToArray(), Size = 1L << 32 });
        using var reader = new TarReader(new MemoryStream(whole));
        reader.Next().ShouldNotBeNull();
        Should.Throw<ArchiveException>(reader.Next).Message.ShouldBe("`tar archive` ends inside `a`");
    }

    private static byte[] Write(IEnumerable<(TarEntry Entry, byte[] Content)> items)
    {
        using var output = new MemoryStream();
        using var writer = new TarWriter(output);
        foreach (var (entry, content) in items)
        {
            writer.Write(entry, entry.Kind == TarEntryKind.File ? content : []);
        }

        writer.Finish();
        return output.ToArray();
    }

    private static byte[] Bare(TarEntry entry)
    {
        var block = new byte[512];
        TarHeaderFormat.Format(entry, block).ShouldBeEmpty();
        return block;
    }

    private static byte[] Extension(char type, string records)
    {
        var blocks = new byte[1024];
        TarHeaderFormat.FormatExtension(records.Length, blocks.AsSpan(0, 512));
        blocks[156] = (byte)type;
        TarNumber.TryWrite(TarBlock.Checksum(blocks.AsSpan(0, 512)), blocks.AsSpan(148, 7));
        Encoding.UTF8.GetBytes(records).CopyTo(blocks, 512);
        return blocks;
    }

    private static string Describe(TarEntry e) =>
        $"{e.Kind} {Convert.ToHexString(e.Path.Span)} {Convert.ToHexString(e.LinkTarget.Span)} {e.Mode} {e.Uid} {e.Gid} {e.UserName} {e.GroupName} "
        + $"{e.ModifiedSeconds}.{e.ModifiedNanoseconds} {e.DeviceMajor}:{e.DeviceMinor} "
        + string.Join(' ', e.Attributes.Select(a => $"{a.Name}={Convert.ToHexString(a.Value.Span)}"));

    private static void Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }
}
