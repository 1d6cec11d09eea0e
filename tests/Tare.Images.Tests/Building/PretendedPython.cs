using Tare.Images.Building;
using Tare.Images.Sandboxing;
using Tare.Primitives;
using Tare.Testing.Packages;

namespace Tare.Images.Tests.Building;

/// <summary>A shell that says it is Python, and a package of one module for it to compile.</summary>
internal static class PretendedPython
{
    internal const string Folder = "/opt/conda/envs/app";

    /// <summary>Compiles each module to the head of Python 3.11 and None.</summary>
    internal const string Compiles = @"printf '\021\000\000\000\247\015\015\0120123456789abN'; while read -r x; do :; done";

    // The number that modules of Python 3.11 begin with.
    private const string Starts = @"printf '\004\000\000\000\247\015\015\012'";
    private const string Busybox = "/bin/busybox";

    /// <summary>Packages of a build in which Python says what <paramref name="asks"/> says, starts, and says what <paramref name="answer"/> says.</summary>
    internal static BuildRun Run(string answer, string asks = ":", BuildRun? beside = null)
    {
        var (sandbox, reason) = Sandbox.For(Platform.Host);
        Assert.SkipWhen(sandbox is null, $"needs a sandbox: {reason}");
        Assert.SkipUnless(File.Exists(Busybox), "needs busybox-static");
        var python = new TestPackage(new PackageFields("python", "3.11.0", "0") { Depends = ["libexpat", "libssl"] }).With("bin/python3.11", $"#!{Folder}/bin/sh\n{asks}\n{Starts}; {answer}\n");
        python.Files["bin/sh"] = File.ReadAllBytes(Busybox);
        return new BuildRun { Asked = new(Platform.Host, [], []) { Sandbox = sandbox }, Beside = beside }.With(python).With(Module());
    }

    internal static TestPackage Module() => new TestPackage(new PackageFields("six", "1.0", "0") { Noarch = "python", Subdir = "noarch" }).With("site-packages/six.py", "x = 1\n");
}
