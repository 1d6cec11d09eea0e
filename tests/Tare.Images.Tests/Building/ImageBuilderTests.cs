using System.Text;
using Tare.Archives;
using Tare.Archives.Compression;
using Tare.Archives.Tar;
using Tare.Images.Building;
using Tare.Images.FileSystem;
using Tare.Images.Inspection;
using Tare.Images.Scanning;
using Tare.Oci.Images;
using Tare.Oci.Layers;
using Tare.Testing;
using Tare.Testing.Images;
using Tare.Testing.Packages;

namespace Tare.Images.Tests.Building;

public sealed class ImageBuilderTests
{
    private const string Prefix = "opt/conda/envs/app";

    private static TestPackage A => new TestPackage("a").With("lib/a.txt", "a").With("bin/a", $"#!{Placeholder.Text}/bin/sh\n").With("etc/a.cfg", $"home={Placeholder.Text}/share\n");

    private static TestPackage B => new TestPackage("b", "2.0").WithFiles(5, 700);

    private static Dictionary<string, (TarEntry Entry, string Text)> Files(BuiltImage image) => LayerFiles.Of(image)
        .ToDictionary(f => f.Key, f => (f.Value.Entry, f.Value.Entry.Kind == TarEntryKind.File ? Encoding.UTF8.GetString(f.Value.Content) : f.Value.Entry.LinkTargetText), StringComparer.Ordinal);

    private static string Archive(string path, string files, Action<TarWriter> fill)
    {
        using var output = File.Create(path);
        using var packed = CompressingStream.Create(output, CompressionFormat.Bzip2);
        using var tar = new TarWriter(packed, leaveOpen: true);
        tar.Write(new TarEntry { Path = "info/index.json"u8.ToArray() }, """{"name":"a","version":"1.0","build":"0"}"""u8);
        tar.Write(new TarEntry { Path = "info/files"u8.ToArray() }, Encoding.UTF8.GetBytes(files));
        fill(tar);
        tar.Finish();
        packed.Finish();
        return path;
    }

    [Fact]
    public void Two_builds_in_two_folders_with_and_without_kept_layers_have_the_same_digest()
    {
        using var one = new BuildRun().With(A).With(B);
        using var other = new BuildRun().WithThoseOf(one);
        var first = one.Build();
        first.Layers.ShouldAllBe(l => !l.Built.WasCached);
        one.Build().Layers.Count(l => l.Built.WasCached).ShouldBe(2);
        one.Build().Image.Digest.ShouldBe(first.Image.Digest);
        one.Build("elsewhere").Image.Digest.ShouldBe(first.Image.Digest);
        other.Build().Image.Digest.ShouldBe(first.Image.Digest);
    }

    [Fact]
    public void A_package_is_the_same_blob_in_every_image()
    {
        using var one = new BuildRun().With(A).With(B);
        using var other = new BuildRun().With(new TestPackage("c").With("share/c", "c")).With(A);
        other.Build().Layers[1].Built.Layer.Descriptor.ShouldBe(one.Build().Layers[0].Built.Layer.Descriptor);
        one.Build(prefix: "/opt/elsewhere").Layers[0].Built.Layer.Descriptor.Digest.ShouldNotBe(one.Build().Layers[0].Built.Layer.Descriptor.Digest);
    }

    [Fact]
    public void A_damaged_layer_in_the_cache_is_made_anew()
    {
        using var run = new BuildRun().With(A);
        var first = run.Build();
        foreach (var blob in Directory.GetFiles(run["layers"], "*", SearchOption.AllDirectories))
        {
            File.WriteAllText(blob, "damage");
        }

        var again = run.Build();
        again.Layers[0].Built.WasCached.ShouldBeFalse();
        again.Image.Digest.ShouldBe(first.Image.Digest);
    }

    [Fact]
    public void The_prefix_of_the_image_stands_in_files_scripts_and_records()
    {
        using var run = new BuildRun().With(A);
        var files = Files(run.Build());
        files[$"{Prefix}/bin/a"].Text.ShouldBe("#!/opt/conda/envs/app/bin/sh\n");
        files[$"{Prefix}/etc/a.cfg"].Text.ShouldBe("home=/opt/conda/envs/app/share\n");
        files[$"{Prefix}/bin/a"].Entry.Mode.ShouldBe(0x1ED);
        files[$"{Prefix}/conda-meta/a-1.0-0.json"].Text.ShouldContain("\"sha256_in_prefix\"");
        files[$"{Prefix}/conda-meta/history"].Text.ShouldContain("+test/linux-64::a-1.0-0");
        files[$"{Prefix}/conda-meta/state"].Text.ShouldContain("GREETING");
        files.Values.ShouldAllBe(f => f.Entry.Uid == 0 && f.Entry.Gid == 0);
        files["opt/conda/"].Entry.Mode.ShouldBe(0x1ED);
    }

    [Fact]
    public void Hard_links_inside_a_package_stay_links_and_symbolic_links_stay_as_they_are()
    {
        using var folder = new TemporaryFolder();
        using var run = new BuildRun().With(A.Fields, Archive(folder["a-1.0-0.tar.bz2"], "lib/one\nlib/three\nlib/two\n", t =>
        {
            t.Write(new TarEntry { Path = "lib/one"u8.ToArray() }, "content"u8);
            t.Write(new TarEntry { Path = "lib/two"u8.ToArray(), Kind = TarEntryKind.HardLink, LinkTarget = "lib/one"u8.ToArray() });
            t.Write(new TarEntry { Path = "lib/three"u8.ToArray(), Kind = TarEntryKind.SymbolicLink, LinkTarget = "one"u8.ToArray() });
        }));
        var files = Files(run.Build());
        files[$"{Prefix}/lib/one"].Text.ShouldBe("content");
        files[$"{Prefix}/lib/two"].Entry.Kind.ShouldBe(TarEntryKind.HardLink);
        files[$"{Prefix}/lib/two"].Text.ShouldBe($"{Prefix}/lib/one");
        files[$"{Prefix}/lib/three"].Text.ShouldBe("one");
    }

    [Fact]
    public void A_hard_link_to_a_file_that_another_package_brings_has_content_of_its_own()
    {
        using var folder = new TemporaryFolder();
        using var run = new BuildRun().With(A.Fields, Archive(folder["a-1.0-0.tar.bz2"], "lib/one\nlib/two\n", t =>
        {
            t.Write(new TarEntry { Path = "lib/one"u8.ToArray() }, "content"u8);
            t.Write(new TarEntry { Path = "lib/two"u8.ToArray(), Kind = TarEntryKind.HardLink, LinkTarget = "lib/one"u8.ToArray() });
        })).With(new TestPackage("z").With("lib/one", "z's"));
        var files = Files(run.Build());
        files[$"{Prefix}/lib/one"].Text.ShouldBe("z's");
        files[$"{Prefix}/lib/two"].Text.ShouldBe("content");
    }

    [Fact]
    public void A_built_image_has_no_waste_even_where_two_packages_bring_one_file()
    {
        using var run = new BuildRun().With(A).With(new TestPackage("z").With("lib/a.txt", "z's").With("lib/z", "z"));
        var built = run.Build();
        built.Warnings.ShouldContain(w => w.Contains("a and z both bring `lib/a.txt`", StringComparison.Ordinal));
        Files(built)[$"{Prefix}/lib/a.txt"].Text.ShouldBe("z's");
        var inspection = ImageInspector.Inspect(built.Image, CancellationToken.None);
        inspection.Account.Waste.ShouldBe(0);
        inspection.Owners.All.Select(p => p.Name).Order().ShouldBe(["a", "z"]);
    }

    [Fact]
    public void Files_behind_a_linked_folder_of_another_package_lie_where_the_link_leads()
    {
        using var run = new BuildRun()
            .With(new TestPackage("a") { Links = { ["lib64"] = "lib" } }.With("lib/real", "1"))
            .With(new TestPackage("b").With("lib64/through", "2"));
        var built = run.Build();
        var files = Files(built);
        files[$"{Prefix}/lib64"].Entry.Kind.ShouldBe(TarEntryKind.SymbolicLink);
        files[$"{Prefix}/lib/through"].Text.ShouldBe("2");
        files.ShouldNotContainKey($"{Prefix}/lib64/");
        ImageInspector.Inspect(built.Image, CancellationToken.None).Account.Waste.ShouldBe(0);
    }

    [Fact]
    public void A_link_that_leads_out_of_the_environment_takes_no_files()
    {
        using var run = new BuildRun().With(new TestPackage("a") { Links = { ["out"] = "../../../../etc" } }).With(new TestPackage("b").With("out/passwd", "x"));
        Should.Throw<ImageException>(() => run.Build()).Message.ShouldContain("leads out of the environment");
    }

    [Fact]
    public void A_name_that_deletes_files_of_other_layers_is_refused()
    {
        using var run = new BuildRun().With(new TestPackage("a").With("lib/.wh.b", ""));
        Should.Throw<ImageException>(() => run.Build()).Message.ShouldContain(".wh.b");
    }

    [Fact]
    public void A_package_that_lacks_what_its_list_names_is_refused()
    {
        using var folder = new TemporaryFolder();
        A.WriteTo(folder.Path);
        File.Delete(folder["lib", "a.txt"]);
        using var elsewhere = new TemporaryFolder();
        PackageArchive.Write(folder.Path, elsewhere["a-1.0-0.conda"]);
        using var run = new BuildRun().With(A.Fields, elsewhere["a-1.0-0.conda"]);
        Should.Throw<ImageException>(() => run.Build()).Message.ShouldContain("lacks `lib/a.txt`");
    }

    [Fact]
    public void An_archive_with_another_digest_than_its_channel_says_is_refused()
    {
        using var run = new BuildRun().With(A);
        using var other = new BuildRun().With(A with { Fields = A.Fields with { Timestamp = 1 } });
        var environment = new BuildEnvironment("app", "/opt/app", run.Build().Plan.Environments[0].Packages);
        var plan = ImageBuildPlan.Make(run.Asked with { Environments = [environment] }, LayerGrouping.Package);
        var archive = Directory.GetFiles(other["channel"], "*.conda", SearchOption.AllDirectories).Single();
        Should.Throw<ArchiveException>(() => new ImageBuilder((other["layers"], other["own"])).Build(plan, [[archive]], CancellationToken.None));
        Directory.GetFiles(other["layers"], "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../../../../../etc/cron.d/x")]
    [InlineData("/etc/cron.d/x")]
    public void A_package_that_climbs_out_is_refused(string path)
    {
        using var folder = new TemporaryFolder();
        using var run = new BuildRun().With(A.Fields, Archive(folder["a-1.0-0.tar.bz2"], "lib/a\n", t => t.Write(new TarEntry { Path = Encoding.UTF8.GetBytes(path) }, "x"u8)));
        Should.Throw<ArchiveException>(() => run.Build()).Message.ShouldContain("not safe");
    }

    [Theory]
    [InlineData(CompressionFormat.Gzip)]
    [InlineData(CompressionFormat.Zstandard)]
    public void Both_formats_of_packages_and_layers_work(CompressionFormat compression)
    {
        using var run = new BuildRun { Asked = new(new("linux", "amd64"), [], []) { LayerOptions = new LayerOptions { Compression = compression } } }.With(A, ".tar.bz2").With(B);
        var built = run.Build();
        Files(built)[$"{Prefix}/lib/a.txt"].Text.ShouldBe("a");
        built.Image.Layers[0].CompressionAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult()
            .ShouldBe(compression == CompressionFormat.Gzip ? LayerCompression.Gzip : LayerCompression.Zstd);
    }

    [Fact]
    public void Trimming_takes_files_out_of_layers_and_records_and_counts_them()
    {
        using var run = new BuildRun { Asked = new(new("linux", "amd64"), [], []) { LayerOptions = new LayerOptions { Trim = TrimRule.Inference } } }
            .With(new TestPackage("a").With("include/a.h", "12345").With("lib/liba.a", "1").With("lib/a.so", "keep"));
        var built = run.Build();
        var files = Files(built);
        files.ShouldContainKey($"{Prefix}/lib/a.so");
        files.ShouldNotContainKey($"{Prefix}/include/a.h");
        files[$"{Prefix}/conda-meta/a-1.0-0.json"].Text.ShouldNotContain("include/a.h");
        built.Trimmed.ShouldContain(new TrimmedFiles("headers", 1, 5));
        run.Build().Trimmed.ShouldBe(built.Trimmed);
    }

    [Fact]
    public void The_fat_variant_has_a_conda_root_archives_lists_and_unpacked_packages_that_share_the_environments_files()
    {
        using var folder = new TemporaryFolder();
        folder.Write("repodata.json", "{}");
        using var run = new BuildRun { Lists = [("01234567.json", folder["repodata.json"])] }.With(A).With(B);
        var built = run.Build();
        built.Layers.Count.ShouldBe(2);
        var files = Files(built);
        files["opt/conda/lib/a.txt"].Text.ShouldBe("a");
        files["opt/conda/conda-meta/history"].Text.ShouldContain("a-1.0-0");
        files["opt/conda/pkgs/cache/01234567.json"].Text.ShouldBe("{}");
        files["opt/conda/pkgs/urls.txt"].Text.ShouldContain("https://conda.anaconda.org/test/linux-64/a-1.0-0.conda");
        built.Image.Config.Model.Container.Env!.ShouldContain(e => e.StartsWith("PATH=/opt/conda/envs/app/bin:/opt/conda/bin:", StringComparison.Ordinal));
        files["opt/conda/pkgs/a-1.0-0.conda"].Entry.Size.ShouldBeGreaterThan(0);
        files[$"{Prefix}/lib/a.txt"].Text.ShouldBe("opt/conda/pkgs/a-1.0-0/lib/a.txt");
        files[$"{Prefix}/bin/a"].Text.ShouldBe("#!/opt/conda/envs/app/bin/sh\n");
        ImageInspector.Inspect(built.Image, CancellationToken.None).Account.Waste.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void No_layer_names_a_path_twice()
    {
        using var run = new BuildRun { Lists = [] }.With(A).With(B);
        run.Build().Layers.Sum(l => LayerFiles.Of(l.Built.Layer).Count).ShouldBeGreaterThan(10, "a path that comes twice is an error");
    }

    [Fact]
    public void The_base_keeps_its_layers_links_folders_and_settings()
    {
        var below = new TestImage { Environment = ["PATH=/usr/bin", "LANG=C"] }.Layer("ADD rootfs", l => l
            .Folder("srv/data", 0x1C0).Link("opt", "srv/data")
            .File("lib/x86_64-linux-gnu/libc.so.6", Encoding.UTF8.GetBytes("\0GNU C Library (Debian GLIBC 2.36-9) stable release version 2.36.\0")).Text("lib64/ld-linux-x86-64.so.2", "")).Build();
        var read = BaseImage.Read("debian:12", below, null, CancellationToken.None);
        read.Glibc.ShouldBe("2.36");
        read.IsMusl.ShouldBeFalse();
        using var run = new BuildRun { Asked = new(new("linux", "amd64"), [], []) { Base = read } }.With(A);
        var built = run.Build();
        var files = Files(built);
        files.ShouldContainKey("srv/data/conda/envs/app/lib/a.txt");
        files.ShouldNotContainKey("srv/data/");
        files["srv/data/conda/envs/app/bin/a"].Text.ShouldBe("#!/opt/conda/envs/app/bin/sh\n");
        built.Image.Layers[0].Descriptor.Digest.ShouldBe(below.Layers[0].Descriptor.Digest);
        var config = built.Image.Config.Model;
        config.Container.Env.ShouldBe(["PATH=/opt/conda/envs/app/bin:/usr/bin", "LANG=C", "CONDA_PREFIX=/opt/conda/envs/app", "CONDA_SHLVL=1", "CONDA_DEFAULT_ENV=app", "GREETING=hello"]);
        config.Container.Cmd.ShouldBe(["/bin/sh"]);
        config.LayerHistory().ShouldAllBe(h => h != null);
        built.Image.Manifest.Model.Annotations["org.opencontainers.image.base.digest"].ShouldBe(below.Digest.ToString());
        var tree = ImageScanner.Scan(built.Image, new PathTable(), new ScanOptions(), CancellationToken.None);
        var data = tree.Paths.FindDescendant(PathTable.Root, "srv/data"u8);
        tree.Entry(tree.InodeEntry(data)).Permissions.ShouldBe((ushort)0x1C0);
    }

    [Fact]
    public void What_was_read_of_a_base_is_kept_for_the_next_build()
    {
        var below = new TestImage().Layer("ADD rootfs", l => l.Folder("srv/data", 0x1C0).Link("opt", "srv/data").Text("etc/hosts", "")
            .File("lib/libc.so.6", Encoding.UTF8.GetBytes("\0GNU C Library (Debian GLIBC 2.36-9) stable release version 2.36.\0"))).Build();
        using var folder = new TemporaryFolder();
        BaseImage.Read("base", below, folder.Path, CancellationToken.None);
        var unreadable = Image.Create(below.Config.Model, [.. below.Layers.Select(l => l with { Source = new MemoryBlobs() })], new Dictionary<string, string>());
        unreadable.Digest.ShouldBe(below.Digest);
        var again = BaseImage.Read("base", unreadable, folder.Path, CancellationToken.None);
        again.Glibc.ShouldBe("2.36");
        again.RootOf("/opt/app").Folder.ShouldBe("srv/data/app");
        again.RootOf("/opt/app").Kept.ShouldBe(["srv/data"]);
        again.HasFolder("/opt").ShouldBeTrue();
        Should.Throw<ImageException>(() => again.RootOf("/etc/hosts/app")).Message.ShouldContain("is no folder");
        foreach (var note in Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            File.WriteAllText(note, "damage");
        }

        BaseImage.Read("base", below, folder.Path, CancellationToken.None).Glibc.ShouldBe("2.36");
    }

    [Fact]
    public void A_base_that_conda_packages_cannot_run_on_is_refused_with_the_reason()
    {
        var musl = BaseImage.Read("alpine", new TestImage().Layer("ADD", l => l.Text("lib/ld-musl-x86_64.so.1", "")).Build(), null, CancellationToken.None);
        Should.Throw<ImageException>(() => TargetMachine.Of(musl, null, null, "linux-64")).Message.ShouldContain("musl");
        var empty = BaseImage.Read("static", new TestImage().Layer("ADD", l => l.Text("etc/os-release", "")).Build(), null, CancellationToken.None);
        Should.Throw<ImageException>(() => TargetMachine.Of(empty, null, null, "linux-64")).Message.ShouldContain("no C library");
        TargetMachine.Of(null, null, "12.4", "linux-aarch64").ShouldContainKeyAndValue("cuda", "12.4");
        TargetMachine.Of(null, null, null, "linux-64")["glibc"].ShouldBe("2.28");
        var cuda = BaseImage.Read("cuda", new TestImage { Environment = ["CUDA_VERSION=12.4.1"] }.Layer("ADD", l => l.Text("x", "")).Build(), null, CancellationToken.None);
        TargetMachine.Of(cuda, "2.31", null, "linux-64")["cuda"].ShouldBe("12.4");
    }

    [Fact]
    public void Activation_is_frozen_and_what_cannot_be_is_named()
    {
        using var run = new BuildRun()
            .With(A.With("etc/conda/activate.d/a.sh", "#!/bin/sh\nexport A_HOME=\"$CONDA_PREFIX/share/a\"\n").With("etc/conda/env_vars.d/a.json", """{"FROM_JSON": "1"}"""))
            .With(B.With("etc/conda/activate.d/b.sh", "export B=$(uname)\n"));
        var built = run.Build();
        built.Image.Config.Model.Container.Env!.ShouldContain("A_HOME=/opt/conda/envs/app/share/a");
        built.Image.Config.Model.Container.Env!.ShouldContain("FROM_JSON=1");
        built.Warnings.ShouldHaveSingleItem().ShouldContain("/opt/conda/envs/app/etc/conda/activate.d/b.sh");
        run.Build().Image.Digest.ShouldBe(built.Image.Digest);
    }

    [Fact]
    public void Copied_files_are_the_last_layer_and_do_not_depend_on_owners_and_times()
    {
        using var folder = new TemporaryFolder();
        folder.Write("app/main.py", "print(1)");
        using var run = new BuildRun { Asked = new(new("linux", "amd64"), [], []) { Copies = [new CopiedFolder(folder["app"], "/app")] } }.With(A);
        var first = run.Build();
        File.SetLastWriteTimeUtc(folder["app", "main.py"], DateTime.UnixEpoch.AddYears(40));
        run.Build().Image.Digest.ShouldBe(first.Image.Digest);
        Files(first)["app/main.py"].Text.ShouldBe("print(1)");
        first.Layers[^1].Title.ShouldBe("copy /app");
    }

    [Fact]
    public void What_a_dockerignore_names_and_what_the_build_writes_itself_stays_here()
    {
        using var folder = new TemporaryFolder();
        folder.Write("app/.dockerignore", "**/*.log\ndata\n!data/keep\n");
        foreach (var name in (string[])["main.py", "a.log", "sub/b.log", "sub/b.py", "data/x", "data/keep/y", "app.tar"])
        {
            folder.Write($"app/{name}", "x");
        }

        using var run = new BuildRun { Asked = new(new("linux", "amd64"), [], []) { Copies = [new CopiedFolder(folder["app"], "/app") { LeftOut = [folder["app/app.tar"]] }] } }.With(A);
        Files(run.Build()).Keys.Where(k => k.StartsWith("app/", StringComparison.Ordinal) && !k.EndsWith('/')).Order(StringComparer.Ordinal)
            .ShouldBe(["app/.dockerignore", "app/data/keep/y", "app/main.py", "app/sub/b.py"]);
    }
}
