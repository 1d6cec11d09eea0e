using Tare.Conda.VirtualPackages;
using Tare.Testing;

namespace Tare.Conda.Tests.VirtualPackages;

public sealed class VirtualPackageTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_linux_machine_is_read_from_its_files()
    {
        _root.Write("proc/sys/kernel/osrelease", "6.1.0-18-amd64\n");
        _root.Write("proc/cpuinfo", "processor : 0\nflags\t\t: fpu mmx sse sse2 cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3 avx\n");
        _root.Write("proc/driver/nvidia/version", "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat Aug 19 01:15:15 UTC 2023\nGCC version: gcc 12\n");
        _root.Write("lib/x86_64-linux-gnu/libc.so.6", "\u007fELF GNU C Library (Debian GLIBC 2.36-9+deb12u9) stable release version 2.36.\nCopyright");
        Detect().ShouldBe(["__archspec=1=x86_64_v2", "__cuda=12.2=0", "__unix=0=0", "__linux=6.1.0=0", "__glibc=2.36=0"]);
    }

    // What archspec 0.2 says of such machines.
    [Theory]
    [InlineData("GenuineIntel", "", "icelake")]
    [InlineData("AuthenticAMD", "", "x86_64_v4")]
    [InlineData("GenuineIntel", "sha_ni", "cascadelake")]
    [InlineData("GenuineIntel", "avx512f clflushopt", "broadwell")]
    [InlineData("GenuineIntel", "avx512f clflushopt avx2", "ivybridge")]
    [InlineData("GenuineIntel", "ssse3", "x86_64")]
    public void A_processor_is_the_latest_kind_whose_flags_it_has(string vendor, string without, string name)
    {
        const string Icelake = "mmx sse sse2 ssse3 sse4_1 sse4_2 popcnt lahf_lm cx16 aes pclmulqdq avx f16c rdrand abm avx2 bmi1 bmi2 fma movbe xsave adx rdseed "
            + "clflushopt xsavec xsaveopt clwb avx512f avx512dq avx512cd avx512bw avx512vl avx512_vnni avx512ifma avx512vbmi sha_ni avx512_bitalg avx512_vbmi2 "
            + "avx512_vpopcntdq gfni rdpid vaes vpclmulqdq";
        Microarchitecture.NameOf(vendor, Icelake.Split(' ').Except(without.Split(' ')).ToHashSet()).ShouldBe(name);
    }

    [Fact]
    public void A_machine_with_musl_has_no_glibc()
    {
        _root.Write("lib/ld-musl-x86_64.so.1", "");
        Detect().ShouldNotContain(p => p.StartsWith("__glibc"));
    }

    [Fact]
    public void A_root_without_any_libc_is_taken_for_one_that_gets_a_glibc() => Detect().ShouldContain("__glibc=2.28=0");

    [Theory]
    [InlineData("glibc", "2.17", "__glibc=2.17=0")]
    [InlineData("cuda", "11.8", "__cuda=11.8=0")]
    [InlineData("archspec", "zen4", "__archspec=1=zen4")]
    [InlineData("linux", "5.10.3-rc1", "__linux=5.10.3=0")]
    [InlineData("linux", "", "__linux=0=0")]
    public void A_variable_overrides_what_is_there(string name, string value, string package) =>
        Detect(variables: new() { [$"CONDA_OVERRIDE_{name.ToUpperInvariant()}"] = value }).ShouldContain(package);

    [Theory]
    [InlineData("glibc")]
    [InlineData("archspec")]
    public void An_empty_override_takes_a_package_away(string name) =>
        Detect(variables: new() { [$"CONDA_OVERRIDE_{name.ToUpperInvariant()}"] = "" }).ShouldNotContain(p => p.StartsWith("__" + name));

    [Fact]
    public void A_variable_is_stronger_than_the_configuration_and_a_flag_stronger_than_both()
    {
        Dictionary<string, string> variables = new() { ["CONDA_OVERRIDE_GLIBC"] = "2.20" };
        Dictionary<string, string> configured = new() { ["__glibc"] = "2.19", ["cuda"] = "12.1" };
        Detect(variables: variables, configured: configured).ShouldContain("__glibc=2.20=0");
        Detect(variables: variables, configured: configured).ShouldContain("__cuda=12.1=0");
        Detect(variables: variables, configured: configured, known: new() { ["glibc"] = "2.31" }).ShouldContain("__glibc=2.31=0");
    }

    [Theory]
    [InlineData("win-64", "__archspec=1=x86_64,__win=0=0")]
    [InlineData("osx-arm64", "__archspec=1=m1,__unix=0=0,__osx=0=0")]
    [InlineData("linux-aarch64", "__archspec=1=aarch64,__unix=0=0,__linux=0=0,__glibc=2.28=0")]
    public void Another_platform_gets_what_is_true_of_all_its_machines(string subdir, string packages) =>
        string.Join(',', Detect(subdir)).ShouldBe(packages);

    [Fact]
    public void This_machine_has_a_kernel_and_a_glibc()
    {
        Assert.SkipUnless(File.Exists("/lib/x86_64-linux-gnu/libc.so.6"), "needs a Debian of x86-64");
        var packages = VirtualPackageDetector.Detect(new VirtualPackageOptions { Subdir = "linux-64", HostSubdir = "linux-64" });
        packages.ShouldContain(p => p.Name == "__glibc" && p.Version.StartsWith("2."));
        packages.ShouldContain(p => p.Name == "__linux" && p.Version != "0");
    }

    [Theory]
    [InlineData("6.1.0-18-amd64", "6.1.0")]
    [InlineData("5.10.102.1-microsoft-standard-WSL2", "5.10.102.1")]
    [InlineData("6.1", "6.1")]
    [InlineData("6.1.2.3.4", "6.1.2.3")]
    [InlineData("6", null)]
    [InlineData("", null)]
    [InlineData("6.", null)]
    [InlineData("6.x", null)]
    [InlineData("6.1.", "6.1")]
    public void A_kernels_release_begins_with_its_version(string release, string? version) => KernelVersion.Of(release).ShouldBe(version);

    private List<string> Detect(string subdir = "linux-64", Dictionary<string, string>? variables = null, Dictionary<string, string>? configured = null, Dictionary<string, string>? known = null) =>
        [.. VirtualPackageDetector.Detect(new VirtualPackageOptions
        {
            Subdir = subdir,
            HostSubdir = "linux-64",
            Root = _root.Path,
            Variables = variables ?? [],
            Configured = configured ?? [],
            Known = known ?? [],
        }).Select(p => p.ToString())];
}
