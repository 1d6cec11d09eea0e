using Tare.Conda.EnvironmentFiles;
using Tare.Conda.Locks;
using Tare.Conda.Records;

namespace Tare.Conda.Tests.Locks;

public sealed class LockFileTests
{
    private const string Md5 = "d7c89558ba9fa0495403155b64376d81";
    private const string Sha256 = "fe51de6107f9edc7aa4f786a70f4a883943bc9d39b3bb7307c04c41410990726";
    private const string Url = "https://conda.anaconda.org/conda-forge/linux-64/_libgcc_mutex-0.1-conda_forge.tar.bz2";

    private static readonly EnvironmentFileOptions Linux = new() { Subdir = "linux-64" };

    private const string CondaLock = $$"""
        version: 1
        metadata:
          content_hash: {linux-64: abc}
          channels:
            - url: conda-forge
              used_env_vars: []
          platforms: [linux-64]
        package:
          - name: _libgcc_mutex
            version: '0.1'
            manager: conda
            platform: linux-64
            dependencies: {}
            url: {{Url}}
            hash: {md5: {{Md5}}, sha256: {{Sha256}}}
            category: main
            optional: false
          - name: pytest
            version: '8.0'
            manager: conda
            platform: linux-64
            url: https://conda.anaconda.org/conda-forge/noarch/pytest-8.0-pyhd8ed1ab_0.conda
            hash: {md5: {{Md5}}}
            category: dev
          - name: requests
            version: 2.32.0
            manager: pip
            platform: linux-64
            url: https://files.pythonhosted.org/requests-2.32.0-py3-none-any.whl
            hash: {sha256: {{Sha256}}}
            category: main
        """;

    private const string Pixi = $$"""
        version: 6
        environments:
          default:
            channels:
              - url: https://conda.anaconda.org/conda-forge/
            indexes:
              - https://pypi.org/simple
            packages:
              linux-64:
                - conda: {{Url}}
                - pypi: https://files.pythonhosted.org/requests-2.32.0-py3-none-any.whl
              osx-arm64: []
        packages:
          - conda: {{Url}}
            sha256: {{Sha256}}
            md5: {{Md5}}
            license: None
            size: 2562
          - pypi: https://files.pythonhosted.org/requests-2.32.0-py3-none-any.whl
            name: requests
            version: 2.32.0
            sha256: {{Sha256}}
        """;

    [Theory]
    [InlineData(CondaLock, "conda-lock.yml")]
    [InlineData(Pixi, "pixi.lock")]
    public void A_lock_file_is_a_list_of_archives_with_their_hashes(string text, string path)
    {
        var file = EnvironmentFileReader.Parse(text, path, Linux);
        file.IsExplicit.ShouldBeTrue();
        var spec = file.Dependencies.Single().Spec;
        (spec.Name, spec.Fields.Url, spec.Fields.Md5, spec.Fields.Sha256).ShouldBe(("_libgcc_mutex", Url, Md5, Sha256));
        file.PipRequirements.ShouldBe([$"requests @ https://files.pythonhosted.org/requests-2.32.0-py3-none-any.whl#sha256={Sha256}"]);
    }

    [Fact]
    public void Categories_are_installed_when_they_are_asked_for() =>
        EnvironmentFileReader.Parse(CondaLock, "conda-lock.yml", Linux with { Categories = ["main", "dev"] }).Dependencies.Count.ShouldBe(2);

    [Theory]
    [InlineData(CondaLock, "conda-lock.yml")]
    [InlineData(Pixi, "pixi.lock")]
    public void A_platform_that_is_not_locked_is_named_beside_those_that_are(string text, string path)
    {
        var error = Should.Throw<CondaException>(() => EnvironmentFileReader.Parse(text, path, new EnvironmentFileOptions { Subdir = "win-64" }));
        error.Message.ShouldContain("win-64");
        error.Hint!.ShouldContain("linux-64");
    }

    [Fact]
    public void A_lock_of_pixis_version_4_has_kinds()
    {
        var text = $"""
            version: 4
            environments:
              default:
                channels:
                - url: https://conda.anaconda.org/conda-forge/
                packages:
                  linux-64:
                  - conda: {Url}
            packages:
            - kind: conda
              name: _libgcc_mutex
              version: '0.1'
              build: conda_forge
              subdir: linux-64
              url: {Url}
              sha256: {Sha256}
            """;
        EnvironmentFileReader.Parse(text, "pixi.lock", Linux).Dependencies.Single().Spec.Fields.Sha256.ShouldBe(Sha256);
    }

    [Fact]
    public void A_package_that_the_list_does_not_have_is_an_error() =>
        Should.Throw<EnvironmentFileException>(() => EnvironmentFileReader.Parse(Pixi.Replace($"- conda: {Url}\n    sha256", "- conda: https://x/noarch/a-1-0.conda\n    sha256"), "pixi.lock", Linux)).Line.ShouldBe(10);

    [Fact]
    public void A_hash_that_is_none_is_an_error() =>
        Should.Throw<EnvironmentFileException>(() => EnvironmentFileReader.Parse(Pixi.Replace(Md5, "xyz"), "pixi.lock", Linux)).Reason.ShouldBe("`md5` is not 32 hex digits");

    [Fact]
    public void An_explicit_file_is_read_as_it_was_written()
    {
        RepoDataRecord[] records = [new() { Name = "_libgcc_mutex", Version = "0.1", Build = "conda_forge", Url = Url, Md5 = Md5, Sha256 = Sha256 }];
        foreach (var sha256 in new[] { false, true })
        {
            var file = EnvironmentFileReader.Parse(ExplicitFile.Write(records, "linux-64", sha256), "spec-file.txt", Linux);
            file.IsExplicit.ShouldBeTrue();
            var fields = file.Dependencies.Single().Spec.Fields;
            (fields.Url, fields.Md5, fields.Sha256).ShouldBe((Url, sha256 ? null : Md5, sha256 ? Sha256 : null));
        }
    }

    [Fact]
    public void A_list_of_specs_is_read_line_by_line()
    {
        var file = EnvironmentFileReader.Parse("# platform: linux-64\npython=3.12\n\nnumpy >=1.26  # newest\r\nzlib=1.3=h0_0\n", "requirements.txt", Linux);
        file.IsExplicit.ShouldBeFalse();
        file.Dependencies.Select(d => d.Spec.ToString()).ShouldBe(["python=3.12", "numpy[version='>=1.26']", "zlib==1.3=h0_0"]);
    }

    [Theory]
    [InlineData("python\n  numpy >=1.&\n", 2, 13)]
    [InlineData("python\n-r more.txt\n", 2, 1)]
    [InlineData("@EXPLICIT\nhttps://x/noarch/a-1-0.conda\npython\n", 3, 1)]
    public void An_error_in_a_list_says_where(string text, int line, int column)
    {
        var error = Should.Throw<EnvironmentFileException>(() => EnvironmentFileReader.Parse(text, "requirements.txt", Linux));
        (error.Line, error.Column).ShouldBe((line, column));
    }
}
