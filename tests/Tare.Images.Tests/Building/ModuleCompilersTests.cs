using Tare.Images.Building;
using Tare.Testing.Packages;

namespace Tare.Images.Tests.Building;

public sealed class ModuleCompilersTests
{
    private const string Compiled = "opt/conda/envs/app/lib/python3.11/site-packages/__pycache__/six.cpython-311.pyc";

    private static IEnumerable<string> CompiledIn(BuiltImage built) => LayerFiles.Of(built).Keys.Where(k => k.EndsWith(".pyc", StringComparison.Ordinal));

    private static string Fails(string unless, string message) => $"{unless} || exec {PretendedPython.Folder}/bin/sh -c 'echo {message} >&2; exit 127'";

    [Fact]
    public void Python_gets_its_own_package_and_of_those_it_depends_on_what_its_loader_asks_for()
    {
        var asks = "cd ${0%/bin/*}/lib\n"
            + Fails("[ -e x86_64-linux-gnu/libexpat.so.1 ]", "python3.11: error while loading shared libraries: libexpat.so.1: cannot open shared object file") + "\n"
            + Fails("[ ! -e libssl.so.3 ] && [ ! -e ../share/expat ]", "this was not needed");
        using var run = PretendedPython.Run(PretendedPython.Compiles, asks)
            .With(new TestPackage(new PackageFields("libexpat", "2.5.0", "0")).With("lib/x86_64-linux-gnu/libexpat.so.1", "x").With("share/expat", "x"))
            .With(new TestPackage(new PackageFields("libssl", "3.0.0", "0")).With("lib/libssl.so.3", "x"));
        var built = run.Build();
        built.Warnings.ShouldBeEmpty();
        CompiledIn(built).ShouldBe([Compiled]);
    }

    [Fact]
    public void A_Python_that_is_put_together_in_another_way_gets_all_there_is()
    {
        using var run = PretendedPython.Run(PretendedPython.Compiles, Fails("[ -e ${0%/bin/*}/share/expat ]", "something is missing"))
            .With(new TestPackage(new PackageFields("libexpat", "2.5.0", "0")).With("share/expat", "x"));
        var built = run.Build();
        built.Warnings.ShouldBeEmpty();
        CompiledIn(built).ShouldBe([Compiled]);
    }

    [Fact]
    public void Of_two_environments_in_a_layer_the_one_whose_Python_runs_is_compiled()
    {
        using var still = new BuildRun().With(new TestPackage(new PackageFields("python", "3.11.0", "0")).With("bin/python3.11", "#!/nowhere\n")).With(PretendedPython.Module());
        using var run = PretendedPython.Run(PretendedPython.Compiles, beside: still);
        run.Grouping = LayerGrouping.Single;
        var built = run.Build();
        built.Warnings.ShouldHaveSingleItem().ShouldContain("modules were not compiled");
        CompiledIn(built).ShouldBe([Compiled]);
        run.Build().Layers.ShouldContain(l => l.Built.WasCached);
    }

    [Fact]
    public void A_build_that_is_stopped_does_not_wait_for_Python()
    {
        using var run = PretendedPython.Run("while :; do :; done");
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        Should.Throw<OperationCanceledException>(() => run.Build(stop: stop.Token));
    }
}
