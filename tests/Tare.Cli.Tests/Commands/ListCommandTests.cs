namespace Tare.Cli.Tests.Commands;

public sealed class ListCommandTests
{
    private static Machine Science() => new Machine()
        .File("root/envs/e/conda-meta/history", "==> 2026-01-02 03:04:05 <==\n# cmd: conda create zlib\n+conda-forge/linux-64::zlib-1.2-0\n==> 2026-01-03 03:04:05 <==\n-conda-forge/linux-64::zlib-1.2-0\n+conda-forge/linux-64::zlib-1.10-0\n")
        .Package("root/envs/e", "zlib", "1.10", ""","url":"https://conda.anaconda.org/t/tk-9/conda-forge/linux-64/zlib-1.10-0.conda","md5":"abc","depends":["python"]""")
        .Package("root/envs/e", "python", "3.11.5", ""","url":"https://conda.anaconda.org/conda-forge/linux-64/python-3.11.5-0.conda" """)
        .Package("root/envs/e", "six", "1.0", ""","files":["lib/python3.11/site-packages/six-1.0.dist-info/METADATA","lib/python3.11/site-packages/six.py"]""")
        .File("root/envs/e/lib/python3.11/site-packages/six-1.0.dist-info/METADATA", "Name: six\nVersion: 1.0\n")
        .File("root/envs/e/lib/python3.11/site-packages/Foo_Bar-2.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: Foo.Bar\nVersion: 2.0\n\nName: no\n");

    [Fact]
    public void Packages_are_listed_as_conda_lists_them()
    {
        using var machine = Science();
        machine.Run("list", "-n", "e").Output.ShouldBe("""
            # packages in environment at @/root/envs/e:
            #
            # Name                     Version          Build            Channel
            foo-bar                    2.0              pypi_0           pypi
            python                     3.11.5           0                conda-forge
            six                        1.0              0                conda-forge
            zlib                       1.10             0                conda-forge

            """);
    }

    [Fact]
    public void Json_has_condas_fields()
    {
        using var machine = Science();
        machine.Run("list", "-n", "e", "^foo", "--json").Output.ShouldBe("""
            [
              {
                "base_url": "https://conda.anaconda.org/pypi",
                "build_number": 0,
                "build_string": "pypi_0",
                "channel": "pypi",
                "dist_name": "foo-bar-2.0-pypi_0",
                "name": "foo-bar",
                "platform": "pypi",
                "version": "2.0"
              }
            ]

            """);
    }

    [Fact]
    public void Explicit_gives_urls_in_an_order_to_install_and_without_tokens()
    {
        using var machine = Science();
        machine.Run("list", "-n", "e", "--explicit", "--md5").Lines[4..].ShouldBe([
            "@EXPLICIT",
            "https://conda.anaconda.org/conda-forge/linux-64/python-3.11.5-0.conda",
            "# no URL for: six-1.0-0.conda",
            "https://conda.anaconda.org/conda-forge/linux-64/zlib-1.10-0.conda#abc",
        ], ignoreOrder: true);
        machine.Run("list", "-n", "e", "--explicit").Output.ShouldNotContain("tk-9");
        machine.Run("list", "-n", "e", "--explicit", "--auth").Output.ShouldContain("tk-9");
    }

    [Fact]
    public void Export_and_canonical_have_one_line_a_package()
    {
        using var machine = Science();
        machine.Run("list", "-n", "e", "--export", "--no-pip").Lines[4..].ShouldBe(["python=3.11.5=0", "six=1.0=0", "zlib=1.10=0"]);
        machine.Run("list", "-n", "e", "-c", "-f", "zlib").Lines.ShouldBe(["conda-forge/linux-64::zlib-1.10-0"]);
    }

    [Fact]
    public void Revisions_tell_upgrades_by_version_not_by_letters()
    {
        using var machine = Science();
        machine.Run("list", "-n", "e", "--revisions").Output.ShouldContain("     zlib  {1.2 (conda-forge/linux-64) -> 1.10 (conda-forge/linux-64)}\n");
        machine.Run("list", "-n", "e", "--revisions", "--json").Json[1].GetProperty("upgrade").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void A_damaged_record_is_told_and_the_rest_is_listed()
    {
        using var machine = Science().File("root/envs/e/conda-meta/bad-1-0.json", "{");
        var answer = machine.Run("list", "-n", "e", "-c");
        answer.Status.ShouldBe(0);
        answer.Error.ShouldStartWith("warning: the record `@/root/envs/e/conda-meta/bad-1-0.json` is damaged");
        answer.Lines.Length.ShouldBe(4);
    }

    [Theory]
    [InlineData(1, "Not a conda environment: @/root/envs/nope", "-n", "nope")]
    [InlineData(1, "Not a conda environment: @/x", "-p", "x")]
    [InlineData(1, "Invalid environment name: 'a/b'", "-n", "a/b")]
    [InlineData(1, "No packages match 'q'", "-n", "e", "q")]
    [InlineData(1, "Package is not installed in prefix", "-n", "e", "-f", "q")]
    [InlineData(2, "is not a regular expression", "-n", "e", "(")]
    [InlineData(2, "twice", "-n", "e", "-p", "x")]
    public void What_is_not_there_is_said(int status, string message, params string[] words)
    {
        using var machine = Science();
        var answer = machine.Run(["list", .. words]);
        (answer.Status, answer.Output).ShouldBe((status, ""));
        answer.Error.ShouldContain(message);
    }

    [Fact]
    public void The_error_in_json_is_condas()
    {
        using var machine = Science();
        var json = machine.Run("list", "-p", "/nope", "--json").Json;
        json.GetProperty("exception_name").GetString().ShouldBe("EnvironmentLocationNotFound");
        json.GetProperty("location").GetString().ShouldBe("/nope");
    }
}
