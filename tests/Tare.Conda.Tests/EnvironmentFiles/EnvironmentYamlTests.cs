using CsCheck;
using Tare.Conda.EnvironmentFiles;

namespace Tare.Conda.Tests.EnvironmentFiles;

public sealed class EnvironmentYamlTests
{
    private static readonly EnvironmentFileOptions Linux = new() { Subdir = "linux-64", Variables = new Dictionary<string, string> { ["CHANNEL"] = "bioconda" } };

    [Fact]
    public void Every_part_of_an_environment_is_read()
    {
        var file = Read("""
            name: science
            channels: [conda-forge, $CHANNEL, nodefaults]
            dependencies:
              - python =3.12
              - bioconda::samtools>=1.20   # for BAM files
              - 'numpy 1.26.* py312*'
              - pip:
                  - requests==2.32
                  - -r requirements.txt
            variables:
              NUMBER: 3
              EMPTY:
            prefix: /opt/conda/envs/science
            """);
        (file.Name, file.Prefix, file.HasNoDefaults).ShouldBe(("science", "/opt/conda/envs/science", true));
        file.Channels.ShouldBe(["conda-forge", "bioconda"]);
        file.Dependencies.Select(d => d.Spec.ToString()).ShouldBe(["python=3.12", "bioconda::samtools[version='>=1.20']", "numpy=1.26[build=py312*]"]);
        file.PipRequirements.ShouldBe(["requests==2.32", "-r requirements.txt"]);
        file.Variables.ShouldBe([KeyValuePair.Create("NUMBER", "3"), KeyValuePair.Create("EMPTY", "")]);
        file.LacksPip.ShouldBeTrue();
        file.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("linux-64", "gcc_linux-64,cxx,posix")]
    [InlineData("osx-arm64", "clang_osx-arm64,posix,apple,fruit")]
    [InlineData("win-64", "vs2019_win-64")]
    public void A_selector_keeps_a_line_to_its_platforms(string subdir, string names)
    {
        var file = EnvironmentFileReader.Parse("""
            dependencies:
              - gcc_linux-64  # [linux64]
              - clang_osx-arm64  # [osx and arm64]
              - vs2019_win-64  # [win]
              - sel(linux): cxx
              - posix  # [not win]
              - sel(osx): [apple, fruit]
            """, "environment.yml", new EnvironmentFileOptions { Subdir = subdir });
        string.Join(',', file.Dependencies.Select(d => d.Spec.Name)).ShouldBe(names);
    }

    [Fact]
    public void A_comment_in_brackets_that_is_no_selector_is_a_comment() =>
        Read("dependencies:\n  - python  # [see issue 12]\n").Dependencies.Count.ShouldBe(1);

    [Theory]
    [InlineData("dependencies: python\n", 1, 15, "`dependencies` must be a list")]
    [InlineData("dependencies:\n  - python\n  - npm: [x]\n", 3, 5, "nothing installs `npm` packages")]
    [InlineData("dependencies:\n  - pip: numpy\n", 2, 10, "`pip` must be a list")]
    [InlineData("dependencies:\n  - python=3.10\n  - 3.10\n", 3, 5, "`3.10` is a number, not a package")]
    [InlineData("dependencies:\n  - python >=3.&\n", 2, 16, "invalid spec `python >=3.&`: invalid character(s)")]
    [InlineData("dependencies:\n  - \"python >=3.&\"\n", 2, 17, "invalid spec `python >=3.&`: invalid character(s)")]
    [InlineData("name: a/b\ndependencies: [python]\n", 1, 7, "`a/b` cannot name an environment")]
    [InlineData("name: ../../evil\ndependencies: [python]\n", 1, 7, "`../../evil` cannot name an environment")]
    [InlineData("name: [a]\ndependencies: [python]\n", 1, 7, "`name` must be a text")]
    [InlineData("name: a\ndependencies: [python]\n---\nname: b\n", 3, 1, "a second YAML document begins here")]
    [InlineData("dependencies: [python]\nvariables: [a]\n", 2, 12, "`variables` must be a mapping")]
    [InlineData("- python\n", 1, 1, "there is no mapping with `dependencies`")]
    [InlineData("dependencies:\n  - [python]\n", 2, 5, "a dependency is a text, not a list")]
    [InlineData("dependencies:\n  -\n", 2, 4, "this dependency is empty")]
    public void An_error_says_where_and_why(string text, int line, int column, string reason)
    {
        var error = Should.Throw<EnvironmentFileException>(() => Read(text));
        (error.Line, error.Column, error.Reason).ShouldBe((line, column, reason));
    }

    [Fact]
    public void A_tab_is_told_where_it_stands()
    {
        var error = Should.Throw<Tare.Conda.Yaml.YamlException>(() => Read("name: a\nchannels: [x]\ndependencies:\n\t- python\n"));
        (error.Line, error.Column).ShouldBe((4, 1));
        error.Message.ShouldContain("tab");
    }

    [Fact]
    public void Of_a_spec_as_long_as_a_file_the_beginning_is_shown() =>
        Should.Throw<EnvironmentFileException>(() => Read($"dependencies: [\"a{new string('x', 1_000_000)}\"]\n")).Message.Length.ShouldBeLessThan(300);

    [Fact]
    public void A_folder_is_no_environment_file()
    {
        using var folder = new Tare.Testing.TemporaryFolder();
        Should.Throw<CondaException>(() => EnvironmentFileReader.Read(folder.Path, Linux)).Message.ShouldBe($"cannot read `{folder.Path}`: it is a folder");
    }

    [Fact]
    public void A_NUL_does_not_end_a_file_early()
    {
        var error = Should.Throw<Tare.Conda.Yaml.YamlException>(() => Read("dependencies:\n  - python\0\n"));
        (error.Line, error.Column).ShouldBe((2, 11));
    }

    [Fact]
    public void An_unknown_key_and_a_second_pip_section_are_told()
    {
        var file = Read("dependencies:\n  - pip\n  - pip: [a]\n  - pip: [b]\nfoo: bar\n");
        file.Warnings.Select(w => w.Line).ShouldBe([5, 4], ignoreOrder: true);
        file.PipRequirements.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void A_name_that_conda_would_not_take_is_told_because_another_may_be_given() =>
        Read("name: my env\ndependencies: [python]\n").Warnings.Single().Message.ShouldContain("`my env`");

    [Theory]
    [InlineData("name: a\nchannels: [defaults]\n")]
    [InlineData("name: a\ndependencies:\n")]
    public void An_environment_without_dependencies_is_empty_and_says_so(string text)
    {
        Read(text).Dependencies.ShouldBeEmpty();
        Read(text).Warnings.Single().Message.ShouldBe("there are no dependencies");
    }

    [Fact]
    public void What_is_written_is_read_again_as_the_same()
    {
        var texts = Choice.Of("python=3.12", "numpy >=1,<2", "conda-forge::zlib", "a[version='>=1']", "- odd", "yes", "x: y", "#", "'", "1.0", "tab\tbed", "ünï");
        Gen.Select(texts.Array[0, 4], texts.Array[0, 4], Choice.Of("", "env")).Sample((pip, values, name) =>
        {
            var file = new EnvironmentFile
            {
                Name = name.Length > 0 ? name : null,
                Channels = ["conda-forge", "https://host/a b"],
                Dependencies = [.. new[] { "python=3.12", "numpy >=1,<2", "*[md5=00]" }.Select(t => new EnvironmentDependency(Tare.Conda.MatchSpecs.MatchSpec.Parse(t), t, 1))],
                PipRequirements = pip,
                Variables = [.. values.Select((v, i) => KeyValuePair.Create($"V{i}", v))],
            };
            var again = Read(EnvironmentFileWriter.Write(file));
            return again.Name == file.Name && again.Channels.SequenceEqual(file.Channels) && again.PipRequirements.SequenceEqual(pip)
                && again.Variables.SequenceEqual(file.Variables) && again.Dependencies.Select(d => d.Text).SequenceEqual(file.Dependencies.Select(d => d.Text));
        });
    }

    [Fact]
    public void Any_text_is_a_file_or_an_error_of_tare() => Gen.Char["abn:-[]{}#&*!|>'\"%@` \n\t01.<>=dependencies"].Array[0, 60].Select(c => new string(c)).Sample(text =>
    {
        try
        {
            Read("dependencies:\n" + text);
            return true;
        }
        catch (CondaException)
        {
            return true;
        }
    });

    private static EnvironmentFile Read(string text) => EnvironmentFileReader.Parse(text, "environment.yml", Linux);
}
