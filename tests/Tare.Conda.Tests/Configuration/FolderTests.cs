namespace Tare.Conda.Tests.Configuration;

public sealed class FolderTests
{
    [Fact]
    public void Caches_are_those_of_the_root_and_of_the_user()
    {
        using var machine = new HostBuilder().WithRoot();
        machine.Load().PkgsDirs.ShouldBe([machine.Folder["root/pkgs"], machine.Folder["home/.conda/pkgs"]]);
    }

    [Fact]
    public void Caches_for_32_bits_have_a_name_of_their_own()
    {
        using var machine = new HostBuilder().WithRoot().With("CONDA_FORCE_32BIT", "1");
        machine.Load().PkgsDirs.ShouldBe([machine.Folder["root/pkgs32"], machine.Folder["home/.conda/pkgs32"]]);
    }

    [Fact]
    public void Configured_caches_replace_the_usual_ones_and_merge_with_each_other()
    {
        using var machine = new HostBuilder().WithRoot().With("SHARED", "/mnt/s").With("CONDA_PKGS_DIRS", "~/p, rel")
            .File("home/.condarc", "pkgs_dirs:\n  - ${SHARED}/pkgs/\n  - $UNSET/x\n");
        machine.Load().PkgsDirs.ShouldBe([machine.Folder["home/p"], machine.Folder["rel"], "/mnt/s/pkgs", machine.Folder["$UNSET/x"]]);
    }

    [Fact]
    public void Named_environments_are_looked_for_in_the_root_first_when_it_can_be_written()
    {
        using var machine = new HostBuilder().WithRoot().With("CONDA_ENVS_PATH", "/a:/b");
        machine.Load().EnvsDirs.ShouldBe(["/a", "/b", machine.Folder["root/envs"], machine.Folder["home/.conda/envs"]]);
    }

    [Fact]
    public void The_users_own_folder_comes_first_when_the_root_cannot_be_written()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root can write everywhere");
        using var machine = new HostBuilder().WithRoot();
        File.SetUnixFileMode(machine.Folder["root/conda-meta/history"], UnixFileMode.UserRead);
        machine.Load().EnvsDirs.ShouldBe([machine.Folder["home/.conda/envs"], machine.Folder["root/envs"]]);
    }

    [Fact]
    public void Asking_whether_the_root_can_be_written_leaves_no_trace()
    {
        using var machine = new HostBuilder().WithRoot();
        var history = machine.Folder["root/conda-meta/history"];
        File.SetLastWriteTimeUtc(history, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        machine.Load().IsRootWritable.ShouldBeTrue();
        File.GetLastWriteTimeUtc(history).Year.ShouldBe(2020);
    }

    [Fact]
    public void The_home_of_another_user_is_known_from_passwd()
    {
        using var machine = new HostBuilder().WithRoot().File("system/etc/passwd", "root:x:0:0:root:/root:/bin/sh\nann:x:1:1::/home/ann:/bin/sh\nbroken\n")
            .With("CONDA_PKGS_DIRS", "~ann/pkgs,~nobody/x");
        machine.Load().PkgsDirs.ShouldBe(["/home/ann/pkgs", machine.Folder["~nobody/x"]]);
    }
}
