using Tare.Archives.Packages;

namespace Tare.Archives.Tests.Packages;

public sealed class PackageWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Endings => [".conda", ".tar.bz2"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Endings))]
    public void The_same_files_are_the_same_bytes_in_any_order_and_with_any_number_of_threads(string ending)
    {
        var files = Files();
        var once = Write("a/demo-1.0-0" + ending, files, threads: 1);
        Write("b/demo-1.0-0" + ending, [.. files.Reverse()], threads: 2).ShouldBe(once);
        Write("a/demo-1.0-0" + ending, files, threads: 3).ShouldBe(once);
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public void What_is_written_is_unpacked_as_it_was_with_modes_and_times(string ending)
    {
        Write("demo-1.0-0" + ending, Files(), threads: 1);
        PackageExtraction.Extract(_folder["demo-1.0-0" + ending], _folder["demo"], new ExtractionOptions { Check = PackageCheck.Refuse });
        File.ReadAllBytes(_folder["demo", "lib", "large.bin"]).ShouldBe(Samples.Text(400_000));
        File.GetUnixFileMode(_folder["demo", "bin", "tool"]).ShouldBe((UnixFileMode)0b111_101_101);
        File.GetLastWriteTimeUtc(_folder["demo", "bin", "tool"]).ShouldBe(DateTime.UnixEpoch.AddSeconds(1_700_000_000));
        ReferenceTools.Unpack(_folder["demo-1.0-0" + ending], _folder["reference"]);
        TreeListing.Of(_folder["demo"]).ShouldBe(TreeListing.Of(_folder["reference"]));
    }

    [Fact]
    public void Another_level_gives_other_bytes()
    {
        var fast = Write("a/demo-1.0-0.conda", Files(), threads: 1, level: 1);
        Write("b/demo-1.0-0.conda", Files(), threads: 1, level: 19).ShouldNotBe(fast);
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public void A_package_that_fails_leaves_nothing_and_the_old_one_as_it_was(string ending)
    {
        var path = _folder.Write("demo-1.0-0" + ending, "old");
        var unreadable = PackageFile.Of("lib/gone", [1]) with { Open = () => throw new FileNotFoundException("gone") };
        Should.Throw<FileNotFoundException>(() => PackageWriter.Write(path, [.. Files(), unreadable]));
        Directory.GetFileSystemEntries(_folder.Path).ShouldBe([path]);
        File.ReadAllText(path).ShouldBe("old");
    }

    [Fact]
    public void A_name_without_a_package_s_ending_is_refused()
    {
        Should.Throw<ArchiveException>(() => PackageWriter.Write(_folder["demo.zip"], Files())).Hint!.ShouldContain(".conda");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    private static PackageFile[] Files()
    {
        PackageFile[] files =
        [
            PackageFile.Of("info/index.json", "{\"name\": \"demo\", \"version\": \"1.0\", \"build\": \"0\"}"u8.ToArray()),
            PackageFile.Of("bin/tool", "#!/bin/sh\n"u8.ToArray(), 0x1ED, 1_700_000_000),
            PackageFile.Of("lib/large.bin", Samples.Text(400_000)),
            PackageFile.Of("lib/empty", []),
        ];
        return [.. files, PackageFile.Of("info/paths.json", PackagePathsWriter.Write(files))];
    }

    private byte[] Write(string name, PackageFile[] files, int threads, int? level = null)
    {
        var path = _folder[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        PackageWriter.Write(path, files, new PackageWriterOptions { Threads = threads, Level = level ?? (name.EndsWith("bz2", StringComparison.Ordinal) ? 9 : 3) });
        return File.ReadAllBytes(path);
    }
}
