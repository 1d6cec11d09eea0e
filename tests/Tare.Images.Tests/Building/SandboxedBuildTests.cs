using System.Text.Json;
using Tare.Archives.Tar;
using Tare.Images.Building;
using Tare.Images.Sandboxing;
using Tare.Primitives;
using Tare.Testing.Debian;
using Tare.Testing.Images;
using Tare.Testing.Packages;
using Tare.Testing.Processes;

namespace Tare.Images.Tests.Building;

public sealed class SandboxedBuildTests
{
    private const string Prefix = "opt/conda/envs/app";
    private const string Busybox = "/bin/busybox";

    private static Sandbox Sandbox
    {
        get
        {
            var (sandbox, reason) = Sandbox.For(Platform.Host);
            Assert.SkipWhen(sandbox is null, $"needs a sandbox: {reason}");
            return sandbox!;
        }
    }

    // A shell and its tools, all of them one program that needs no library.
    private static BaseImage Shell()
    {
        Assert.SkipUnless(File.Exists(Busybox), "needs busybox-static");
        var program = File.ReadAllBytes(Busybox);
        var entry = new TarEntry { Path = "bin/busybox"u8.ToArray(), Kind = TarEntryKind.File, Mode = 0x1ED, Size = program.Length };
        var image = new TestImage().Layer("ADD", l => l.Add(entry, program).Link("bin/sh", "busybox").Link("bin/uname", "busybox")).Build();
        return BaseImage.Read("busybox", image, null, CancellationToken.None);
    }

    private static ImageBuildPlan On(BaseImage? below, bool runsScripts = false) =>
        new(Platform.Host, [], []) { Base = below, Sandbox = Sandbox, RunsScripts = runsScripts };

    private static BuildRun Python(ImageBuildPlan asked)
    {
        Assert.SkipWhen(DebianChannel.MissingReason() is not null, DebianChannel.MissingReason() ?? "");
        var channel = DebianChannel.Of();
        var noarch = channel.Packages.First(p => (string?)p.Record["noarch"] == "python");
        var run = new BuildRun { Asked = asked };
        foreach (var package in channel.ClosureOf(noarch.Name))
        {
            run.With(JsonDocument.Parse(package.Record.ToJsonString()).RootElement, package.Archive);
        }

        return run;
    }

    [Fact]
    public void Modules_of_noarch_packages_are_compiled_by_the_images_own_Python_to_the_same_bytes_each_time()
    {
        using var run = Python(On(null));
        var built = run.Build();
        built.Warnings.ShouldBeEmpty();
        var files = LayerFiles.Of(built);
        var compiled = files.Where(f => f.Key.Contains("/dist-packages/", StringComparison.Ordinal) && f.Key.EndsWith(".pyc", StringComparison.Ordinal)).ToList();
        compiled.ShouldNotBeEmpty();

        // PEP 552: the second word of the file says that its source is never looked at.
        compiled.ShouldAllBe(c => c.Value.Content[4] == 1 && c.Value.Entry.Mode == 0x1A4);
        files.Where(f => f.Key.Contains("/conda-meta/", StringComparison.Ordinal)).ShouldContain(f => System.Text.Encoding.UTF8.GetString(f.Value.Content).Contains("pyc_file"));
        run.Build("elsewhere").Image.Digest.ShouldBe(built.Image.Digest);
        run.Build().Layers.Count(l => l.Built.WasCached).ShouldBe(built.Layers.Count - 1);
    }

    [Fact]
    public void Without_bytecode_nothing_is_compiled()
    {
        using var run = Python(On(null) with { LayerOptions = new LayerOptions { Trim = [TrimRule.Bytecode] } });
        LayerFiles.Of(run.Build()).Keys.ShouldNotContain(p => p.EndsWith(".pyc", StringComparison.Ordinal));
    }

    [Fact]
    public void A_Python_that_does_not_run_leaves_the_modules_as_they_are_and_says_so()
    {
        var fields = new PackageFields("python", "3.11.0", "0");
        using var run = new BuildRun { Asked = On(null) }
            .With(new TestPackage(fields).With("bin/python3.11", "#!/nowhere\n"))
            .With(new TestPackage(new PackageFields("six", "1.0", "0") { Noarch = "python", Subdir = "noarch" }).With("site-packages/six.py", "x = 1\n"));
        var built = run.Build();
        built.Warnings.ShouldHaveSingleItem().ShouldContain("modules were not compiled");
        LayerFiles.Of(built).Keys.ShouldContain($"{Prefix}/lib/python3.11/site-packages/six.py");
    }

    [Theory]
    [InlineData("printf '\\005\\000\\000\\000abcde'; while read -r x; do :; done", "cannot be read")]
    [InlineData("printf '\\024\\000\\000\\000\\247\\015\\015\\0120123456789ab((((('; while read -r x; do :; done", "cannot be read")]
    [InlineData("printf '\\377\\377\\377\\377'; while read -r x; do :; done", "ended while it compiled `/opt/conda/envs/app/lib/python3.11/site-packages/six.py`")]
    [InlineData("exit 3", "ended while it compiled")]
    public void A_Python_that_answers_nonsense_fails_the_build_with_the_reason(string answer, string problem)
    {
        using var run = PretendedPython.Run(answer);
        var exception = Should.Throw<ImageException>(() => run.Build());
        exception.Message.ShouldContain(problem);
        exception.Hint.ShouldNotBeNull().ShouldContain("--no-bytecode");
    }

    [Fact]
    public void A_module_that_Python_does_not_understand_is_left_as_it_is()
    {
        using var run = PretendedPython.Run("printf '\\000\\000\\000\\000'; while read -r x; do :; done");
        LayerFiles.Of(run.Build()).Keys.ShouldNotContain(k => k.EndsWith(".pyc", StringComparison.Ordinal));
    }

    [Fact]
    public void Activation_scripts_that_do_more_than_set_variables_are_run_in_the_image_and_their_answer_is_kept()
    {
        using var run = new BuildRun { Asked = On(Shell()) }
            .With(new TestPackage("a").With("etc/conda/activate.d/a.sh", "export KERNEL=$(uname)\nif [ -d \"$CONDA_PREFIX/share/a\" ]; then export A_DATA=\"it's $CONDA_PREFIX\"; fi\nfalse\n").With("share/a/x", "x"));
        var built = run.Build();
        built.Warnings.ShouldBeEmpty();
        built.Image.Config.Model.Container.Env!.ShouldContain("KERNEL=Linux");
        built.Image.Config.Model.Container.Env!.ShouldContain("A_DATA=it's /opt/conda/envs/app");
        Directory.GetFiles(run["layers/activation"]).ShouldHaveSingleItem();
        run.Build().Image.Digest.ShouldBe(built.Image.Digest);
    }

    [Fact]
    public void An_activation_script_that_ends_the_shell_is_named()
    {
        using var run = new BuildRun { Asked = On(Shell()) }.With(new TestPackage("a").With("etc/conda/activate.d/a.sh", "[ -z 1 ] || exit 3\n"));
        run.Build().Warnings.ShouldHaveSingleItem().ShouldContain("/opt/conda/envs/app/etc/conda/activate.d/a.sh");
    }

    [Fact]
    public void A_script_that_asks_for_another_shell_is_named_with_the_shells_words()
    {
        using var run = new BuildRun { Asked = On(Shell()) }.With(new TestPackage("a").With("etc/conda/activate.d/a.sh", "export A=1\ndeclare -A table\nexport B=2\n"));
        var built = run.Build();
        built.Warnings.ShouldHaveSingleItem().ShouldContain("declare: not found");
        built.Image.Config.Model.Container.Env!.ShouldNotContain("A=1");
        built.Image.Config.Model.Container.Entrypoint.ShouldBeNull();
    }

    [Fact]
    public void A_script_that_asks_who_runs_it_is_read_when_a_container_starts()
    {
        using var run = new BuildRun { Asked = On(Shell()) with { Container = new ContainerSettings { Entrypoint = ["python"], Cmd = ["-V"] } } }
            .With(new TestPackage("a").With("etc/conda/activate.d/a.sh", "export A=$(echo $HOME/.a)\n"));
        var built = run.Build();
        built.Warnings.ShouldHaveSingleItem().ShouldContain("home folder; /bin/sh reads it when a container starts");
        built.Image.Config.Model.Container.Entrypoint.ShouldNotBeNull().Count.ShouldBe(4);
        var start = built.Image.Config.Model.Container.Entrypoint!;
        start[0].ShouldBe("/bin/sh");
        start[3].ShouldBe("python");
        built.Image.Config.Model.Container.Cmd.ShouldBe(["-V"]);

        // The very words, here: the script is read, one that ends its shell is left out, and the program becomes the process.
        string Run(string script)
        {
            run.Write("a.sh", script);
            return Tool.Run("env", ["HOME=/h", Busybox, "sh", start[1], start[2].Replace("/opt/conda/envs/app/etc/conda/activate.d/a.sh", run["a.sh"], StringComparison.Ordinal), "sh", "-c", "echo $A $0 $1", "x", "y"]);
        }

        Run("export A=$(echo $HOME/.a)\nfalse\n").ShouldBe("/h/.a x y\n");
        Run("export A=1; exit 0\n").ShouldBe("x y\n");
        Run("A=(1 2)\n").ShouldBe("x y\n");
    }

    [Fact]
    public void A_script_may_take_variables_away()
    {
        using var run = new BuildRun { Asked = On(Shell()) }.With(new TestPackage("a").With("etc/conda/activate.d/a.sh", "unset GREETING; export A=1 B; :\n"));
        var built = run.Build();
        built.Warnings.ShouldBeEmpty();
        built.Image.Config.Model.Container.Env!.ShouldContain("A=1");
        built.Image.Config.Model.Container.Env!.ShouldNotContain(e => e.StartsWith("GREETING", StringComparison.Ordinal));
        run.Build().Image.Digest.ShouldBe(built.Image.Digest);
    }

    [Fact]
    public void Installation_scripts_run_in_the_image_and_what_they_change_is_a_layer()
    {
        const string Script = "#!/bin/sh\nset -e\necho \"$PKG_NAME $PKG_VERSION\" > \"$PREFIX/share/made\"\nbusybox rm \"$PREFIX/share/old\"\necho hello > \"$PREFIX/.messages.txt\"\n";
        using var run = new BuildRun { Asked = On(Shell(), runsScripts: true) }.With(new TestPackage("a").With("bin/.a-post-link.sh", Script).With("share/old", "old").With("share/kept", "kept"));
        var built = run.Build();
        built.Warnings.ShouldHaveSingleItem().ShouldBe("a: hello");
        var layer = LayerFiles.Of(built.Layers[^1].Built.Layer);
        System.Text.Encoding.UTF8.GetString(layer[$"{Prefix}/share/made"].Content).ShouldBe("a 1.0\n");
        layer.Where(f => f.Value.Entry.Kind == TarEntryKind.File).Select(f => f.Key).Order(StringComparer.Ordinal).ShouldBe([$"{Prefix}/share/.wh.old", $"{Prefix}/share/made"]);
        run.Build().Image.Digest.ShouldBe(built.Image.Digest);
    }

    [Fact]
    public void An_installation_script_that_fails_fails_the_build()
    {
        using var run = new BuildRun { Asked = On(Shell(), runsScripts: true) }.With(new TestPackage("a").With("bin/.a-post-link.sh", "echo no such luck >&2; exit 4\n"));
        Should.Throw<ImageException>(() => run.Build()).Message.ShouldContain("ended with 4: no such luck");
    }

    [Fact]
    public void A_script_sees_neither_this_machines_files_nor_its_network()
    {
        var mark = Path.Join(Path.GetTempPath(), $"tare-{Guid.NewGuid():N}");
        File.WriteAllText(mark, "here");
        try
        {
            using var run = new BuildRun { Asked = On(Shell(), runsScripts: true) }
                .With(new TestPackage("a").With("bin/.a-post-link.sh", $"[ ! -e {mark} ] && [ \"$(busybox ls /sys/class/net 2>/dev/null)\" = '' ] && ! busybox wget -q -O - http://127.0.0.1:1/ 2>/dev/null\n"));
            run.Build().Warnings.ShouldBeEmpty();
        }
        finally
        {
            File.Delete(mark);
        }
    }
}
