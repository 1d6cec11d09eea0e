using Tare.Conda.Configuration;

namespace Tare.Conda.Tests.Configuration;

public sealed class SearchPathTests
{
    private static readonly string[] Order =
    [
        "system/etc/conda/.condarc", "system/etc/conda/condarc", "system/etc/conda/condarc.d/a.yml", "system/etc/conda/condarc.d/b.yaml",
        "system/var/lib/conda/.condarc", "system/var/lib/conda/condarc", "system/var/lib/conda/condarc.d/x.yml",
        "root/.condarc", "root/condarc", "root/condarc.d/x.yml",
        "xdg/conda/.condarc", "xdg/conda/condarc", "xdg/conda/condarc.d/x.yml",
        "home/.config/conda/.condarc", "home/.config/conda/condarc", "home/.config/conda/condarc.d/x.yml",
        "home/.conda/.condarc", "home/.conda/condarc", "home/.conda/condarc.d/x.yml",
        "home/.condarc",
        "env/.condarc", "env/condarc", "env/condarc.d/x.yml",
        "named.yml",
    ];

    [Fact]
    public void The_files_are_read_in_condas_order()
    {
        using var machine = new HostBuilder().WithRoot();
        machine.With("XDG_CONFIG_HOME", machine.Folder["xdg"]).With("CONDA_PREFIX", machine.Folder["env"]).With("CONDARC", machine.Folder["named.yml"]);
        foreach (var path in Order)
        {
            machine.File(path, "");
        }

        machine.Load().Sources.Where(s => s.IsFile).Select(s => s.Name).ShouldBe(Order.Select(p => machine.Folder[p]));
    }

    [Fact]
    public void In_a_folder_only_yaml_counts_and_folders_do_not()
    {
        using var machine = new HostBuilder().WithRoot().File("root/condarc.d/z.yml", "").File("root/condarc.d/README", "").File("root/condarc.d/sub.yml/x.yml", "");
        machine.Load().Sources.Where(s => s.IsFile).Select(s => s.Name).ShouldBe([machine.Folder["root/condarc.d/z.yml"]]);
    }

    [Fact]
    public void CONDARC_may_be_a_folder()
    {
        using var machine = new HostBuilder().WithRoot().File("rc/b.yml", "").File("rc/a.yml", "");
        machine.With("CONDARC", machine.Folder["rc"]).Load().Sources.Where(s => s.IsFile).Select(s => Path.GetFileName(s.Name)).ShouldBe(["a.yml", "b.yml"]);
    }

    [Fact]
    public void The_environment_a_command_is_about_brings_its_own_file()
    {
        using var machine = new HostBuilder().WithRoot().File("a/.condarc", "channels: [a]").File("b/.condarc", "channels: [b]");
        machine.With("CONDA_PREFIX", machine.Folder["a"]);
        machine.Load(new ConfigurationOptions { Prefix = machine.Folder["b"] }).Channels.ShouldBe(["b"]);
    }

    [Fact]
    public void A_file_that_two_places_name_is_read_once()
    {
        using var machine = new HostBuilder().WithRoot().File("root/.condarc", "");
        machine.With("CONDARC", machine.Folder["root/.condarc"]).Load().Sources.Count(s => s.IsFile).ShouldBe(1);
    }
}
