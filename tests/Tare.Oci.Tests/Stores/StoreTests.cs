using System.Formats.Tar;
using System.Text;
using Tare.Oci.Configs;
using Tare.Oci.Copying;
using Tare.Oci.Images;
using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Oci.Stores;
using Tare.Primitives;
using Tare.Testing.Registries;

namespace Tare.Oci.Tests.Stores;

public sealed class StoreTests : IDisposable
{
    private readonly Place _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    [InlineData("none")]
    public async Task A_layout_is_read_whatever_its_layers_are_packed_with(string compression)
    {
        var digest = ImageFolder.Write(_place.Folder["a"], compression: compression);
        var image = await _place.LoadAsync("oci:~/a:1");
        image.Digest.ToString().ShouldBe(digest);
        image.Layers.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_copy_keeps_the_bytes_of_every_document()
    {
        var digest = ImageFolder.Write(_place.Folder["a"]);
        await _place.CopyAsync("oci:~/a:1", "~/b.tar:app:1");
        await _place.CopyAsync("~/b.tar", "oci:~/c:x");
        (await _place.LoadAsync("oci:~/c:x")).Digest.ToString().ShouldBe(digest);
        _place.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_image_gives_the_same_archive()
    {
        ImageFolder.Write(_place.Folder["a"], layers: 6);
        await _place.CopyAsync("oci:~/a:1", "~/b.tar:app:1");
        await _place.CopyAsync("oci:~/a:1", "~/c.tar:app:1");
        File.ReadAllBytes(_place.Folder["b.tar"]).ShouldBe(File.ReadAllBytes(_place.Folder["c.tar"]));
    }

    [Fact]
    public async Task An_archive_carries_the_name_for_every_reader()
    {
        ImageFolder.Write(_place.Folder["a"]);
        await _place.CopyAsync("oci:~/a:1", "oci-archive:~/b.tar:app:7");
        var index = Encoding.UTF8.GetString(Entry("b.tar", "index.json"));
        index.ShouldContain("\"io.containerd.image.name\":\"docker.io/library/app:7\"");
        index.ShouldContain("\"org.opencontainers.image.ref.name\":\"7\"");
        Encoding.UTF8.GetString(Entry("b.tar", "manifest.json")).ShouldContain("\"RepoTags\":[\"app:7\"]");
        (await _place.LoadAsync("docker-archive:~/b.tar:app:7")).Layers.Count.ShouldBe(2);
        (await _place.LoadAsync("oci-archive:~/b.tar:docker.io/library/app:7")).Layers.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_old_docker_archive_is_read_in_any_order_with_linked_layers()
    {
        WriteOldArchive(_place.Folder["old.tar"]);
        var image = await _place.LoadAsync("docker-archive:~/old.tar");
        image.Layers.Select(l => l.Descriptor.MediaType).ShouldBe([MediaTypes.OciLayer, MediaTypes.OciLayer]);
        image.Layers[0].Descriptor.Digest.ShouldBe(image.Layers[0].DiffId);
    }

    [Fact]
    public async Task Plain_layers_are_compressed_on_the_way_and_keep_their_diff_ids()
    {
        WriteOldArchive(_place.Folder["old.tar"]);
        var before = await _place.LoadAsync("~/old.tar");
        await _place.CopyAsync("~/old.tar", "oci:~/b:1");
        var after = await _place.LoadAsync("oci:~/b:1");
        after.Layers.Select(l => l.DiffId).ShouldBe(before.Layers.Select(l => l.DiffId));
        after.Layers.ShouldAllBe(l => l.Descriptor.MediaType == MediaTypes.OciLayerGzip);
        await _place.CopyAsync("~/old.tar", "oci:~/c:1");
        (await _place.LoadAsync("oci:~/c:1")).Digest.ShouldBe(after.Digest);
    }

    [Fact]
    public async Task An_archive_compressed_as_a_whole_is_read()
    {
        ImageFolder.Write(_place.Folder["a"]);
        await _place.CopyAsync("oci:~/a:1", "~/b.tar");
        await using (var gzip = new System.IO.Compression.GZipStream(File.Create(_place.Folder["b.tar.gz"]), System.IO.Compression.CompressionLevel.Fastest))
        {
            gzip.Write(File.ReadAllBytes(_place.Folder["b.tar"]));
        }

        (await _place.LoadAsync(_place.Folder["b.tar.gz"])).Layers.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_platform_is_chosen_behind_nested_indexes_and_attestations_are_passed_over()
    {
        ImageFolder.WriteMultiPlatform(_place.Folder["a"], "linux/arm64/v8", "linux/amd64", "linux/s390x");
        (await _place.LoadAsync("oci:~/a:1", new Platform("linux", "arm64"))).Platform.Architecture.ShouldBe("arm64");
        (await _place.LoadAsync("oci:~/a:1", new Platform("linux", "s390x"))).Platform.Architecture.ShouldBe("s390x");
        var error = await Should.ThrowAsync<ImageNotFoundException>(() => _place.LoadAsync("oci:~/a:1", new Platform("linux", "ppc64le")));
        error.Hint.ShouldBe("choose one with `--platform`: linux/arm64/v8, linux/amd64, linux/s390x");
    }

    [Fact]
    public async Task All_platforms_are_copied_with_the_index_as_it_is()
    {
        var digest = ImageFolder.WriteMultiPlatform(_place.Folder["a"], "linux/arm64", "linux/amd64");
        var report = await _place.CopyAsync("oci:~/a:1", "~/b.tar:app:1", new CopyOptions { AllPlatforms = true });
        report.Root.Digest.ToString().ShouldBe(digest);
        await _place.CopyAsync("~/b.tar", "oci:~/c:1", new CopyOptions { AllPlatforms = true });
        (await _place.LoadAsync("oci:~/c:1", new Platform("linux", "arm64"))).Platform.Architecture.ShouldBe("arm64");
    }

    [Fact]
    public async Task A_second_name_in_a_layout_leaves_the_first_alone()
    {
        ImageFolder.Write(_place.Folder["a"]);
        ImageFolder.Write(_place.Folder["b"], bytes: 2000);
        await _place.CopyAsync("oci:~/a:1", "oci:~/c:one");
        var report = await _place.CopyAsync("oci:~/b:1", "oci:~/c:two");
        (await _place.LoadAsync("oci:~/c:two")).Digest.ShouldBe(report.Root.Digest);
        (await _place.LoadAsync("oci:~/c:one")).Digest.ShouldNotBe(report.Root.Digest);
        (await Should.ThrowAsync<ImageNotFoundException>(() => _place.LoadAsync("oci:~/c"))).Hint.ShouldBe("name one after a colon: one, two");
    }

    [Fact]
    public async Task An_image_of_old_and_new_layers_is_written()
    {
        ImageFolder.Write(_place.Folder["a"]);
        await using var source = ImageStores.OpenSource(_place.Reference("oci:~/a:1"), _place.Stores);
        var old = await source.LoadImageAsync(null, default);
        var tar = ImageFolder.Tar("added", 500, 7);
        var memory = new MemoryBlobs();
        var layer = new Layer(memory.Add(MediaTypes.OciLayer, tar), Digest.Of(tar), memory);
        var config = old.Config.Model with { History = [.. old.Config.Model.History, new HistoryEntry { CreatedBy = "added" }] };
        var image = Image.Create(config, [.. old.Layers, layer]);
        await using (var target = ImageStores.OpenTarget(_place.Reference("oci:~/b:1"), null, _place.Stores))
        {
            await ImageCopy.WriteAsync(image, target, new CopyOptions(), default);
        }

        (await _place.LoadAsync("oci:~/b:1")).Digest.ShouldBe(image.Digest);
    }

    [Fact]
    public async Task A_layer_with_other_content_is_refused_and_nothing_is_left()
    {
        ImageFolder.Write(_place.Folder["a"]);
        var blob = Directory.GetFiles(_place.Folder["a", "blobs", "sha256"]).OrderByDescending(f => new FileInfo(f).Length).First();
        var bytes = File.ReadAllBytes(blob);
        bytes[^1] ^= 1;
        File.WriteAllBytes(blob, bytes);
        var error = await Should.ThrowAsync<BlobMismatchException>(() => _place.CopyAsync("oci:~/a:1", "~/b.tar"));
        error.Message.ShouldContain(Path.GetFileName(blob));
        File.Exists(_place.Folder["b.tar"]).ShouldBeFalse();
        _place.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_layer_whose_size_is_not_the_stated_one_is_refused()
    {
        ImageFolder.Write(_place.Folder["a"]);
        var blob = Directory.GetFiles(_place.Folder["a", "blobs", "sha256"]).OrderByDescending(f => new FileInfo(f).Length).First();
        await File.AppendAllTextAsync(blob, "more");
        (await Should.ThrowAsync<BlobMismatchException>(() => _place.LoadAsync("oci:~/a:1"))).Message.ShouldContain("more than the");
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public async Task A_truncated_archive_is_one_clear_error(double part)
    {
        ImageFolder.Write(_place.Folder["a"], bytes: 20000);
        await _place.CopyAsync("oci:~/a:1", "~/b.tar");
        var bytes = File.ReadAllBytes(_place.Folder["b.tar"]);
        File.WriteAllBytes(_place.Folder["c.tar"], bytes[..(int)(bytes.Length * part)]);
        await Should.ThrowAsync<TareException>(() => _place.CopyAsync("oci-archive:~/c.tar", "oci:~/d:1"));
        await Should.ThrowAsync<TareException>(() => _place.CopyAsync("~/c.tar", "oci:~/d:1"));
        Directory.Exists(_place.Folder["d"]).ShouldBeFalse();
    }

    [Fact]
    public async Task An_index_that_lists_itself_by_a_wrong_digest_is_refused()
    {
        var folder = _place.Folder["a"];
        Directory.CreateDirectory(folder);
        var deep = "";
        for (var i = 0; i < 8; i++)
        {
            var child = deep.Length == 0
                ? $$"""{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"sha256:{{new string('a', 64)}}","size":5}"""
                : deep;
            var index = Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"manifests":[{{child}}]}""");
            deep = $$"""{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"{{ImageFolder.Blob(folder, index)}}","size":{{index.Length}}}""";
        }

        ImageFolder.WriteIndex(folder, [deep]);
        (await Should.ThrowAsync<InvalidDocumentException>(() => _place.LoadAsync("oci:~/a"))).Message.ShouldContain("nested more than 4 deep");
    }

    [Fact]
    public void A_file_that_is_no_archive_holds_no_image()
    {
        _place.Folder.Write("x.tar", "not a tar at all");
        ImageStores.Recognise(_place.Folder["x.tar"]).ShouldBeNull();
        ImageStores.Recognise(_place.Folder["missing"]).ShouldBeNull();
    }

    [Fact]
    public async Task A_folder_of_somebody_else_is_not_written_into()
    {
        ImageFolder.Write(_place.Folder["a"]);
        _place.Folder.Write("mine/file", "x");
        (await Should.ThrowAsync<OciException>(() => _place.CopyAsync("oci:~/a:1", "oci:~/mine"))).Message.ShouldContain("is not an OCI image layout");
    }

    private byte[] Entry(string archive, string name)
    {
        using var reader = new TarReader(File.OpenRead(_place.Folder[archive]));
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.Name == name)
            {
                using var content = new MemoryStream();
                entry.DataStream!.CopyTo(content);
                return content.ToArray();
            }
        }

        throw new InvalidOperationException($"no {name}");
    }

    // The shape of skopeo's docker-archive: layers by diff id, symbolic links in the old folders, manifest.json last.
    private static void WriteOldArchive(string path)
    {
        byte[][] tars = [ImageFolder.Tar("a", 3000, 1), ImageFolder.Tar("b", 4000, 2)];
        var config = Encoding.UTF8.GetBytes(
            $$"""{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["{{Digest.Of(tars[0])}}","{{Digest.Of(tars[1])}}"]} }""");
        using var writer = new TarWriter(File.Create(path), TarEntryFormat.Ustar);
        writer.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, "one/layer.tar") { LinkName = $"../{Digest.Of(tars[0]).Hex}.tar" });
        writer.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, "evil") { LinkName = "/etc/passwd" });
        foreach (var tar in tars)
        {
            Add(writer, $"./{Digest.Of(tar).Hex}.tar", tar);
        }

        Add(writer, "config.json", config);
        Add(writer, "manifest.json", Encoding.UTF8.GetBytes($$"""[{"Config":"config.json","RepoTags":["old:1"],"Layers":["one/layer.tar","{{Digest.Of(tars[1]).Hex}}.tar"]}]"""));
    }

    private static void Add(TarWriter writer, string name, byte[] content) =>
        writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
}
