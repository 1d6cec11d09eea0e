using CsCheck;
using Tare.Conda.Channels;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;
using Tare.Conda.Versions;

namespace Tare.Conda.Tests.MatchSpecs;

public sealed class MatchSpecTests
{
    private static readonly Gen<string> Spec = Gen.Select(
        Choice.Of("", "", "conda-forge::", "conda-forge/linux-64::", "*/noarch::", "https://host/t/tk-1/channel::"),
        Choice.Of("numpy", "Python", "__glibc", "r-base", "*", "py*"),
        Choice.Of("", "=1.2", "==1.2", " >=1.2,<2", " 1.2.*", "~=1.4", "!=1.5", " 1.2|1.3", "=1.2=py3*", " 1.2 py37_0"),
        Choice.Of("", "", "[build_number='>=2']", "[md5=0123456789abcdef0123456789abcdef]", "[track_features='a b']", "[license=MIT, subdir=osx-64]"))
        .Select((channel, name, version, brackets) => channel + name + version + brackets);

    [Fact]
    public void Canonical_text_is_the_same_spec() => Spec.Sample(text =>
    {
        var spec = MatchSpec.Parse(text);
        var again = MatchSpec.Parse(spec.ToString());
        return again.Equals(spec) && again.ToString() == spec.ToString();
    });

    [Fact]
    public void Any_text_is_a_spec_or_a_fault_inside_of_the_text() => Gen.Char["abc-_.*:/[](){}='\"<>!~,|# @1209\\\t"].Array[0, 30].Select(c => new string(c)).Sample(text =>
        MatchSpec.TryParse(text, null, out _, out var fault) || (fault.Reason.Length > 0 && fault.Position >= 0 && fault.Position <= text.Length), iter: 50_000);

    [Fact]
    public void A_spec_cut_anywhere_is_a_spec_or_a_fault() => Gen.Select(Spec, Gen.Int[0, 100]).Sample((text, cut) =>
        MatchSpec.TryParse(text[..Math.Min(cut, text.Length)], null, out _, out var fault) || fault.Reason.Length > 0);

    [Theory]
    [InlineData("::numpy >=1.2")]
    [InlineData(":namespace:numpy >=1.2")]
    [InlineData("::numpy[version='>=1.2']")]
    public void Nothing_before_the_colons_is_any_channel(string text)
    {
        var spec = MatchSpec.Parse(text);

        Assert.Null(spec.Channel);
        Assert.Equal("numpy[version='>=1.2']", spec.ToString());
        Assert.Equal("conda-forge::numpy", MatchSpec.Parse("::numpy[channel=conda-forge]").ToString());
    }

    [Theory]
    [InlineData("numpy >=1.2,<2.&", 15)]
    [InlineData("numpy >=1.2 , < 2.&", 18)]
    [InlineData("conda-forge::numpy ==1.&", 23)]
    [InlineData("pack@ge 1.0", 4)]
    [InlineData("blas [test=]", 11)]
    [InlineData("blas[invalid=\"1\"]", 5)]
    [InlineData("numpy[version='>=1.x.&']", 21)]
    [InlineData("foo (>=1,<2)|>3", 4)]
    [InlineData("numpy[build_number=x]", 19)]
    [InlineData("python[when='a and b and c&']", 26)]
    [InlineData("numpy =", 7)]
    [InlineData("numpy if python", 6)]
    [InlineData("numpy >=1.2 if python", 11)]
    public void A_fault_points_at_its_character(string text, int position)
    {
        var error = Should.Throw<SpecException>(() => MatchSpec.Parse(text));
        error.Position.ShouldBe(position, error.Message);
    }

    [Fact]
    public void The_pointer_stands_below_the_character() =>
        Should.Throw<SpecException>(() => MatchSpec.Parse("numpy 1.&")).Pointer.ShouldBe("numpy 1.&\n        ^");

    [Theory]
    [InlineData("https://conda.anaconda.org/conda-forge/linux-64/zlib-1.3.1-h4ab18f5_1.conda#9653f1bf3766164d0e65fa723cabbc54", "9653f1bf3766164d0e65fa723cabbc54", null)]
    [InlineData("https://conda.anaconda.org/conda-forge/linux-64/zlib-1.3.1-h4ab18f5_1.conda#sha256:cee16ab07a11303de721915f0a269e8c7a54a5c834aa52f74b1cc3a59000ade8", null, "cee16ab07a11303de721915f0a269e8c7a54a5c834aa52f74b1cc3a59000ade8")]
    [InlineData("https://conda.anaconda.org/conda-forge/linux-64/zlib-1.3.1-h4ab18f5_1.conda # a comment", null, null)]
    public void The_url_of_an_archive_may_carry_its_hash(string text, string? md5, string? sha256)
    {
        var spec = MatchSpec.Parse(text);
        (spec.Name, spec.Fields.Version, spec.Build, spec.Subdir).ShouldBe(("zlib", "1.3.1", "h4ab18f5_1", "linux-64"));
        spec.ChannelName.ShouldBe("conda-forge");
        (spec.Fields.Md5, spec.Fields.Sha256).ShouldBe((md5, sha256));
    }

    [Theory]
    [InlineData("https://repo.anaconda.com/pkgs/main/linux-64/python-3.9.0-h1234.conda", "defaults/linux-64::python==3.9.0=h1234")]
    [InlineData("https://repo.anaconda.com/pkgs/main/linux-64::python", "https://repo.anaconda.com/pkgs/main/linux-64::python")]
    [InlineData("numpy=", "numpy")]
    [InlineData("numpy=[build_number=-1]", "numpy[build_number=-1]")]
    public void Only_the_url_of_an_archive_is_shortened_to_the_name_of_several_channels(string text, string canonical) =>
        MatchSpec.Parse(text).ToString().ShouldBe(canonical);

    [Fact]
    public void An_empty_text_takes_everything_and_spaces_are_no_spec()
    {
        MatchSpec.Parse("").ToString().ShouldBe("*");
        Should.Throw<SpecException>(() => MatchSpec.Parse("  "));
    }

    [Theory]
    [InlineData("https://user:secret@host/t/tk-12345/channel/linux-64/zlib-1.3.1-0.conda")]
    [InlineData("zlib[url='https://user:secret@host/t/tk-12345/channel/linux-64/zlib-1.3.1-0.conda']")]
    [InlineData("zlib[channel='https://user:secret@host/t/tk-12345/channel']")]
    public void A_token_is_in_no_text_of_a_spec(string text)
    {
        var spec = MatchSpec.Parse(text);
        (spec + spec.Fields.Url + spec.ChannelName + spec.Channel).ShouldNotContain("secret");
        (spec + spec.Fields.Url + spec.ChannelName + spec.Channel).ShouldNotContain("tk-12345");
    }

    [Theory]
    [InlineData("numpy", true)]
    [InlineData("defaults::numpy", true)]
    [InlineData("pkgs/main::numpy", true)]
    [InlineData("https://repo.anaconda.com/pkgs/main::numpy", true)]
    [InlineData("conda-forge::numpy", false)]
    [InlineData("numpy[build_number='>1']", true)]
    [InlineData("numpy[build_number=1]", false)]
    [InlineData("numpy[license='*bsd*']", true)]
    [InlineData("numpy[sha256=ab]", false)]
    [InlineData("numpy[fn=numpy-1.26.4-py312_2.conda]", true)]
    public void A_record_is_taken_field_by_field(string spec, bool takes) => MatchSpec.Parse(spec).Matches(new RepoDataRecord
    {
        Name = "numpy",
        Version = "1.26.4",
        Build = "py312_2",
        BuildNumber = 2,
        Channel = "https://repo.anaconda.com/pkgs/main",
        Subdir = "linux-64",
        License = "BSD-3-Clause",
        FileName = "numpy-1.26.4-py312_2.conda",
    }).ShouldBe(takes);

    [Fact]
    public void Parentheses_of_a_version_tell_specs_apart()
    {
        MatchSpec.Parse("a[version='(1.2|1.3),<1.3']").ShouldNotBe(MatchSpec.Parse("a 1.2|1.3,<1.3"));
        MatchSpec.Parse("a 1.2|1.3,<1.3").ShouldBe(MatchSpec.Parse("a 1.2|1.3,<1.3"));
    }

    [Theory]
    [InlineData("a[flags=cpu]", "cpu", true)]
    [InlineData("a[flags=[cpu, mkl]]", "cpu mkl", true)]
    [InlineData("a[flags=cpu]", "cpu mkl", false)]
    [InlineData("a[flags=cpu]", "", false)]
    [InlineData("a", "cpu", true)]
    public void Flags_are_those_of_the_record(string spec, string flags, bool takes) => MatchSpec.Parse(spec).Matches(new RepoDataRecord
    {
        Name = "a",
        Version = "1",
        Build = "0",
        Other = new Dictionary<string, System.Text.Json.JsonElement> { ["flags"] = System.Text.Json.JsonElement.Parse($"[{string.Join(',', flags.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(f => $"\"{f}\""))}]") },
    }).ShouldBe(takes);

    [Fact]
    public void A_record_whose_version_is_none_is_not_taken() =>
        MatchSpec.Parse("numpy >=1").Matches(new RepoDataRecord { Name = "numpy", Version = "1..&", Build = "0" }).ShouldBeFalse();

    [Fact]
    public void A_path_starts_from_the_working_directory()
    {
        var channels = new ChannelResolver(new ChannelSettings { WorkingDirectory = "/srv/build", Home = "/home/me" });
        MatchSpec.Parse("./linux-64/foo-1.0-0.conda", channels).ToString().ShouldBe("file:///srv/build/linux-64::foo==1.0=0");
        MatchSpec.Parse("~/ch/noarch/foo-1.0-0.conda", channels).ToString().ShouldBe("file:///home/me/ch/noarch::foo==1.0=0");
    }
}
