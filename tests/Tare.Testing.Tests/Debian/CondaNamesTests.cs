using Tare.Testing.Debian;

namespace Tare.Testing.Tests.Debian;

public sealed class CondaNamesTests
{
    [Theory]
    [InlineData("python3-numpy", "numpy")]
    [InlineData("python3-torch", "pytorch")]
    [InlineData("python3.11-minimal", "python")]
    [InlineData("libpython3.13-stdlib", "python")]
    [InlineData("libstdc++6", "libstdcxx6")]
    [InlineData("libbz2-1.0", "libbz2-1.0")]
    public void A_package_gets_the_name_that_conda_users_know(string debian, string conda) => CondaNames.NameOf(debian).ShouldBe(conda);

    [Theory]
    [InlineData("1:1.24.2-1+deb12u1", "1.24.2")]
    [InlineData("1:1.2.13.dfsg-1", "1.2.13.dfsg")]
    [InlineData("3.0.22-1~deb12u2", "3.0.22")]
    [InlineData("2.10~rc1-3", "2.10.rc1")]
    [InlineData("1.13.1+dfsg+really-4", "1.13.1+dfsg.really")]
    [InlineData("20230311", "20230311")]
    public void A_version_is_the_upstream_part_of_Debians(string debian, string conda) => CondaNames.VersionOf(debian).ShouldBe(conda);

    [Theory]
    [InlineData("libc6 (>= 2.35)", "libc6", ">=2.35")]
    [InlineData("python3 (<< 3.12)", "python3", "<3.12")]
    [InlineData("libssl3 (>= 3.0.0~~alpha1)", "libssl3", ">=3.0.0")]
    [InlineData("libx (= 2:1.2-3)", "libx", "==1.2")]
    [InlineData("libx (<< 1.2-3)", "libx", "<=1.2")]
    [InlineData("python3.11:any", "python3.11", null)]
    public void A_dependency_keeps_its_bound(string text, string name, string? bound)
    {
        var dependency = DebianDependency.ParseAll(text).Single().Single();
        dependency.Name.ShouldBe(name);
        CondaNames.BoundOf(dependency).ShouldBe(bound);
    }

    [Fact]
    public void A_depends_field_is_a_list_of_alternatives()
    {
        var all = DebianDependency.ParseAll("libblas3 | libblas.so.3, libc6 (>= 2.35),\n liblapack3");
        all.Select(a => string.Join('|', a.Select(d => d.Name))).ShouldBe(["libblas3|libblas.so.3", "libc6", "liblapack3"]);
    }

    [Fact]
    public void A_control_file_is_read_by_paragraph()
    {
        var paragraphs = ControlFile.Parse("Package: a\nDescription: short\n long\n .\nVersion: 1\n\nPackage: b\nVersion: 2\n").ToArray();
        paragraphs.Select(p => p["Package"]).ShouldBe(["a", "b"]);
        paragraphs[0]["Description"].ShouldBe("short\nlong\n.");
        paragraphs[0]["Version"].ShouldBe("1");
    }
}
