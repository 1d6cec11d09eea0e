using Tare.Conda.Activation;
using Tare.Conda.Prefixes;
using Tare.Conda.Tests.Configuration;

namespace Tare.Conda.Tests.Activation;

public sealed class EnvironmentActivatorTests
{
    private static HostBuilder Two() => new HostBuilder().WithRoot().With("PATH", "/usr/bin:/bin")
        .File("root/envs/a/conda-meta/history", "").File("root/envs/b/conda-meta/history", "");

    private static EnvironmentActivator Activator(HostBuilder machine) => new(machine.Load(), "/usr/bin/tare", ".sh");

    private static Dictionary<string, string> Exports(ActivationChange change) => change.Export.ToDictionary(e => e.Key, e => e.Value);

    // The variables of the shell after a change.
    private static void Apply(HostBuilder machine, ActivationChange change)
    {
        var after = RunPlan.Apply(machine.Host.Variables, change);
        machine.Replace(after);
    }

    [Fact]
    public void Entering_puts_the_environment_in_front_of_the_path()
    {
        using var machine = Two();
        var prefix = machine.Folder["root/envs/a"];
        var exports = Exports(Activator(machine).Activate(prefix));
        exports["PATH"].ShouldBe($"{prefix}/bin:/usr/bin:/bin");
        exports["CONDA_PREFIX"].ShouldBe(prefix);
        exports["CONDA_SHLVL"].ShouldBe("1");
        exports["CONDA_DEFAULT_ENV"].ShouldBe("a");
        exports["CONDA_PROMPT_MODIFIER"].ShouldBe("(a) ");
    }

    [Fact]
    public void Entering_another_takes_the_place_of_the_first_on_the_path()
    {
        using var machine = Two();
        Apply(machine, Activator(machine).Activate(machine.Folder["root/envs/a"]));
        machine.With("PATH", "/mine:" + machine.Host.Variables["PATH"]);
        var exports = Exports(Activator(machine).Activate(machine.Folder["root/envs/b"]));
        exports["PATH"].ShouldBe($"/mine:{machine.Folder["root/envs/b"]}/bin:/usr/bin:/bin");
        exports["CONDA_PREFIX_1"].ShouldBe(machine.Folder["root/envs/a"]);
        exports["CONDA_SHLVL"].ShouldBe("2");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Leaving_gives_back_what_was_before(bool stack)
    {
        using var machine = Two().File("root/envs/b/conda-meta/state", """{"version":1,"env_vars":{"MODE":"b","ONLY_B":"1","LEFT":"***unset***"}}""").With("MODE", "outside");
        var before = new Dictionary<string, string>(machine.Host.Variables);
        Apply(machine, Activator(machine).Activate(machine.Folder["root/envs/a"]));
        var inA = new Dictionary<string, string>(machine.Host.Variables);
        Apply(machine, Activator(machine).Activate(machine.Folder["root/envs/b"], stack));
        machine.Host.Variables["MODE"].ShouldBe("b");
        machine.Host.Variables["ONLY_B"].ShouldBe("1");
        Apply(machine, Activator(machine).Deactivate());
        machine.Host.Variables.ShouldBe(inA, ignoreOrder: true);
        Apply(machine, Activator(machine).Deactivate());
        var after = new Dictionary<string, string>(machine.Host.Variables);
        after["CONDA_SHLVL"].ShouldBe("0");
        foreach (var kept in (string[])["CONDA_SHLVL", "CONDA_EXE", "_CONDA_EXE", "CONDA_PYTHON_EXE", "_CONDA_ROOT", "MAMBA_ROOT_PREFIX"])
        {
            after.Remove(kept);
        }

        after.ShouldBe(before, ignoreOrder: true);
    }

    [Fact]
    public void Stacking_keeps_the_path_of_the_first()
    {
        using var machine = Two().File("home/.condarc", "env_prompt: '({stacked_env}) '");
        Apply(machine, Activator(machine).Activate(machine.Folder["root/envs/a"]));
        var exports = Exports(Activator(machine).Activate(machine.Folder["root/envs/b"], stack: true));
        exports["PATH"].ShouldBe($"{machine.Folder["root/envs/b"]}/bin:{machine.Folder["root/envs/a"]}/bin:/usr/bin:/bin");
        exports["CONDA_STACKED_2"].ShouldBe("true");
        exports["CONDA_PROMPT_MODIFIER"].ShouldBe("(b,a) ");
    }

    [Fact]
    public void Scripts_run_in_order_and_backwards()
    {
        using var machine = Two().File("root/envs/a/etc/conda/activate.d/1.sh", "").File("root/envs/a/etc/conda/activate.d/2.sh", "").File("root/envs/a/etc/conda/activate.d/1.fish", "")
            .File("root/envs/a/etc/conda/deactivate.d/1.sh", "").File("root/envs/a/etc/conda/deactivate.d/2.sh", "");
        var enter = Activator(machine).Activate(machine.Folder["root/envs/a"]);
        enter.ActivateScripts.Select(Path.GetFileName).ShouldBe(["1.sh", "2.sh"]);
        Apply(machine, enter);
        Activator(machine).Deactivate().DeactivateScripts.Select(Path.GetFileName).ShouldBe(["2.sh", "1.sh"]);
    }

    [Fact]
    public void Packages_bring_variables_and_the_environment_has_the_last_word()
    {
        using var machine = Two().File("root/envs/a/etc/conda/env_vars.d/p.json", """{"x":"package","y":"package","1;rm":"no","PATH":"no"}""")
            .File("root/envs/a/conda-meta/state", """{"env_vars":{"y":"own"}}""");
        var change = Activator(machine).Activate(machine.Folder["root/envs/a"]);
        var exports = Exports(change);
        (exports["X"], exports["Y"]).ShouldBe(("package", "own"));
        exports.Keys.ShouldNotContain("1;rm");
        exports["PATH"].ShouldNotBe("no");
        change.Warnings.ShouldHaveSingleItem().ShouldContain("PATH");
    }

    [Fact]
    public void Damaged_variables_are_told_and_harm_nothing()
    {
        using var machine = Two().File("root/envs/a/conda-meta/state", "{");
        Activator(machine).Activate(machine.Folder["root/envs/a"]).Warnings.ShouldHaveSingleItem().ShouldContain("cannot be read");
    }

    [Fact]
    public void Leaving_without_being_inside_does_nothing()
    {
        using var machine = Two();
        Activator(machine).Deactivate().ShouldBe(ActivationChange.None);
        Activator(machine).Reactivate().ShouldBe(ActivationChange.None);
    }

    [Fact]
    public void An_environment_that_is_not_there_is_an_error()
    {
        using var machine = Two();
        Should.Throw<EnvironmentNotFoundException>(() => Activator(machine).Resolve("nope"));
        Should.Throw<EnvironmentNotFoundException>(() => Activator(machine).Resolve("./nope"));
        Activator(machine).Resolve("a").ShouldBe(machine.Folder["root/envs/a"]);
        Activator(machine).Resolve(null).ShouldBe(machine.Root);
    }

    [Fact]
    public void A_hole_in_the_stack_is_an_error()
    {
        using var machine = Two().With("CONDA_SHLVL", "3");
        machine.With("CONDA_PREFIX", machine.Folder["root/envs/a"]);
        Should.Throw<ActivationException>(() => Activator(machine).Deactivate());
    }
}
