using Tare.Testing.Debian;

namespace Tare.EndToEnd.Tests.Dockerfiles;

[Collection(nameof(BuildahStore))]
public sealed class InitTests(BuildahStore store)
{
    public static TheoryData<string, bool> Kinds => new(
        from purpose in new[] { "inference", "train", "jupyter", "ssh", "api" }
        from gpu in new[] { false, true }
        select (purpose, gpu));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_init_writes_passes_lint_and_builds(string purpose, bool gpu)
    {
        var name = Prepare(purpose + (gpu ? "-gpu" : ""));
        var init = store.Tare(name, ["dockerfile", "init", "--for", purpose, .. gpu ? ["--gpu"] : Array.Empty<string>()]);
        init.ExitCode.ShouldBe(0, init.Error);
        File.Exists(store[name, "environment.lock"]).ShouldBeTrue(init.Error);

        var lint = store.Tare(name, "lint", "--fail-level", "info", "--ignore", "TD3008", "Dockerfile");
        lint.ExitCode.ShouldBe(0, lint.Output);
        store.Build(name, name);
    }

    [Fact]
    public void The_program_of_an_image_that_init_wrote_starts_in_its_environment_as_another_user_than_root()
    {
        var name = Prepare("started");
        store.Write("started/app.py", "import os, sys; print(sys.prefix, os.getuid(), os.path.exists('tare'))\n");
        store.Tare(name, "dockerfile", "init", "-f", "environment.yml", "--for", "inference").ExitCode.ShouldBe(0);
        store.Build(name, name);
        store.Run(name).Trim().ShouldBe("/opt/env 1000 False");
    }

    private string Prepare(string name)
    {
        Assert.SkipWhen(BuildahStore.MissingReason is not null, BuildahStore.MissingReason ?? "");
        Directory.CreateDirectory(store[name]);
        File.Copy(TareBinary.Path, store[name, "tare"]);
        store.Write($"{name}/app.py", "print('hello')\n");
        store.Write($"{name}/environment.yml", $"channels:\n  - file://{DebianChannel.Of().Path}\n  - nodefaults\ndependencies:\n  - python=3\n");
        return name;
    }
}
