using Tare.Conda.Configuration;

namespace Tare.Conda.Tests.Configuration;

public sealed class RootPrefixTests
{
    [Fact]
    public void The_option_comes_before_every_variable()
    {
        using var machine = new HostBuilder().WithRoot();
        var root = machine.Load(new ConfigurationOptions { RootPrefix = "other" }).Root;
        root.ShouldBe(new RootPrefix(machine.Folder["other"], "--root-prefix"));
    }

    [Theory]
    [InlineData("CONDA_ROOT_PREFIX")]
    [InlineData("MAMBA_ROOT_PREFIX")]
    [InlineData("CONDA_ROOT")]
    public void A_variable_names_the_root(string variable)
    {
        using var machine = new HostBuilder().With(variable, "~/made/../up/");
        machine.Load().Root.ShouldBe(new RootPrefix(Path.Join(machine.Home, "up"), variable));
    }

    [Fact]
    public void The_variables_are_asked_in_the_order_conda_mamba_conda_root()
    {
        using var machine = new HostBuilder().With("CONDA_ROOT", "/c").With("MAMBA_ROOT_PREFIX", "/m");
        machine.Load().Root.Path.ShouldBe("/m");
        machine.With("CONDA_ROOT_PREFIX", "/p").Load().Root.Path.ShouldBe("/p");
    }

    [Fact]
    public void The_active_conda_tells_its_root()
    {
        using var machine = new HostBuilder().File("root/conda-meta/history", "");
        machine.With("CONDA_EXE", machine.Folder["root", "bin", "conda"]).Load().Root.ShouldBe(new RootPrefix(machine.Root, "CONDA_EXE"));
    }

    [Fact]
    public void An_executable_outside_of_a_root_tells_nothing()
    {
        using var machine = new HostBuilder().With("CONDA_EXE", "/usr/local/bin/tare");
        machine.Load().Root.Reason.ShouldBe("no conda root was found");
    }

    [Theory]
    [InlineData("root")]
    [InlineData("root/envs/x")]
    public void The_active_environment_tells_its_root(string prefix)
    {
        using var machine = new HostBuilder().File("root/conda-meta/history", "").File("root/envs/x/conda-meta/history", "");
        machine.With("CONDA_PREFIX", machine.Folder[prefix]).Load().Root.ShouldBe(new RootPrefix(machine.Root, "CONDA_PREFIX"));
    }

    [Theory]
    [InlineData("system/opt/conda")]
    [InlineData("home/miniconda3")]
    [InlineData("home/miniforge3")]
    [InlineData("home/anaconda3")]
    public void A_root_is_found_in_the_usual_places(string place)
    {
        using var machine = new HostBuilder().File(place + "/conda-meta/history", "");
        machine.Load().Root.ShouldBe(new RootPrefix(machine.Folder[place], "found in a usual place"));
    }

    [Fact]
    public void A_folder_of_the_usual_name_that_is_no_root_is_passed_over()
    {
        using var machine = new HostBuilder().File("home/miniconda3/notes.txt", "");
        machine.Load().Root.Path.ShouldBe(Path.Join(machine.Home, ".local/share/tare"));
    }

    [Fact]
    public void A_condarc_may_name_the_root()
    {
        using var machine = new HostBuilder().File("home/.condarc", "root_prefix: ~/mine\n");
        var root = machine.Load().Root;
        root.Path.ShouldBe(Path.Join(machine.Home, "mine"));
        root.Reason.ShouldBe($"root_prefix in {Path.Join(machine.Home, ".condarc")}");
    }
}
