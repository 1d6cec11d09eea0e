using Tare.Conda.Configuration;
using Tare.Conda.Prefixes;
using Tare.Conda.Tests.Configuration;

namespace Tare.Conda.Tests.Prefixes;

public sealed class EnvironmentFinderTests
{
    private static IEnumerable<string> Found(HostBuilder machine, CondaHost? host = null) =>
        EnvironmentFinder.Find(CondaConfiguration.Load(host ?? machine.Host)).Environments.Select(e => Path.GetRelativePath(machine.Folder.Path, e.Path));

    [Fact]
    public void Environments_are_found_wherever_they_are_known()
    {
        using var machine = new HostBuilder().WithRoot()
            .File("root/envs/a/conda-meta/history", "").File("home/.conda/envs/b/conda-meta/history", "")
            .File("else/c/conda-meta/history", "").File("active/conda-meta/history", "").File("root/envs/none/x", "");
        machine.File("home/.conda/environments.txt", $"{machine.Folder["else/c"]}\n\n/gone\nrelative\n{machine.Folder["root/envs/a"]}/\n")
            .With("CONDA_PREFIX", machine.Folder["active"]);
        Found(machine).ShouldBe(["active", "else/c", "home/.conda/envs/b", "root", "root/envs/a"]);
    }

    [Fact]
    public void Root_sees_the_environments_of_every_user()
    {
        using var machine = new HostBuilder().WithRoot().File("users/ann/env/conda-meta/history", "");
        machine.File("users/ann/.conda/environments.txt", machine.Folder["users/ann/env"]).File("system/etc/passwd", $"ann:x:1:1::{machine.Folder["users/ann"]}:/bin/sh\n");
        Found(machine).ShouldBe(["root"]);
        Found(machine, machine.Host with { IsAdministrator = true }).ShouldBe(["root", "users/ann/env"]);
    }

    [Fact]
    public void Two_names_of_one_folder_are_one_environment()
    {
        using var machine = new HostBuilder().WithRoot().File("root/envs/a/conda-meta/history", "");
        Directory.CreateSymbolicLink(machine.Folder["root/envs/b"], "a");
        File.CreateSymbolicLink(machine.Folder["loop"], "loop");
        machine.File("home/.conda/environments.txt", machine.Folder["loop/x"]);
        Found(machine).ShouldBe(["root", "root/envs/a"]);
    }

    [Fact]
    public void A_list_that_cannot_be_read_is_reported()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root can read everything");
        using var machine = new HostBuilder().WithRoot().File("home/.conda/environments.txt", "/x");
        File.SetUnixFileMode(machine.Folder["home/.conda/environments.txt"], UnixFileMode.None);
        EnvironmentFinder.Find(machine.Load()).Problems.ShouldHaveSingleItem().Key.ShouldEndWith("environments.txt");
    }
}
