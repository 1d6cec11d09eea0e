using Shouldly;
using Xunit;

namespace Tare.Cli.Tests.Commands;

public sealed class UsageProblemTests : IDisposable
{
    private readonly Machine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("there is no command `tare cleen`", "did you mean `clean`?", "cleen")]
    [InlineData("there is no command `tare image inpsect`", "did you mean `inspect`?", "image", "inpsect")]
    [InlineData("`tare clean` has no option `--tarbals2`", "did you mean `--tarballs`?", "clean", "--tarbals2")]
    [InlineData("there is no command `tare zzzzzz`", "run `tare --help`", "zzzzzz")]
    [InlineData("`tare clean` does not take `everything`", "run `tare clean --help`", "clean", "everything")]
    [InlineData("`tare install` has no option `--updateall`", "did you mean `--update-all`?", "install", "-p", "e", "zlib", "--updateall")]
    [InlineData("`tare list` has no option `--nope`", "run `tare list --help`", "list", "--nope")]
    [InlineData("`tare run` needs COMMAND", "run `tare run --help`", "run")]
    [InlineData("`tare rename` needs DESTINATION", "run `tare rename --help`", "rename")]
    [InlineData("`--clone` needs ENVIRONMENT", "run `tare create --help`", "create", "-n", "e", "--clone")]
    [InlineData("`--name` needs ENVIRONMENT", "run `tare install --help`", "install", "zlib", "-n")]
    [InlineData("`tare image` needs a command", "one of inspect, compare", "image")]
    [InlineData("there is no command `tare env foo`", "one of list, create", "env", "foo")]
    [InlineData("`tare clean` has no option `-x`", "hint: run `tare clean --help`", "clean", "-x")]
    [InlineData("`tare` takes no option before the command, but `-q`", "options go behind the command: `tare create -q ...`", "-q", "create", "-n", "e", "zlib")]
    [InlineData("`tare config` does not take `set`", "did you mean `--set`?", "config", "set", "channels", "x")]
    [InlineData("`tare env remove` does not take `science`", "did you mean `-n science`?", "env", "remove", "science")]
    [InlineData("`tare env remove` does not take `./env`", "did you mean `-p ./env`?", "env", "remove", "./env")]
    [InlineData("`--set` needs KEY VALUE", "run `tare config --help`", "config", "--set", "always_yes")]
    [InlineData("`--compression` does not take `xz`", "one of gzip, zstd; or run `tare image build --help`", "image", "build", "zlib", "-o", "z.tar", "--compression", "xz")]
    [InlineData("`--platform linux/arm64` is no platform of conda packages", "did you mean `linux-aarch64`?", "create", "-n", "e", "zlib", "--platform", "linux/arm64")]
    [InlineData("`--platform linux-arm64` is no platform of conda packages", "did you mean `linux-aarch64`?", "create", "-n", "e", "zlib", "--platform", "linux-arm64")]
    [InlineData("`--platform gameboy` is no platform of conda packages", "write it like linux-64", "create", "-n", "e", "zlib", "--platform", "gameboy")]
    [InlineData("`--cuda newest` is no version", "write it like 12.4", "image", "build", "zlib", "-o", "z.tar", "--cuda", "newest")]
    [InlineData("`--glibc 2,28` is no version", "write it like 12.4", "image", "build", "zlib", "-o", "z.tar", "--glibc", "2,28")]
    public void A_wrong_command_line_is_told_what_is_wrong_and_what_may_be_meant(string problem, string hint, params string[] words)
    {
        var answer = _machine.Run(words);

        answer.Status.ShouldBe(2);
        answer.Output.ShouldBeEmpty();
        answer.Error.ShouldStartWith($"error: {problem}\nhint: ");
        answer.Error.ShouldContain(hint);
    }

    [Fact]
    public void A_program_called_conda_is_named_so_in_its_messages()
    {
        _machine.Program = "/opt/conda/bin/conda";

        _machine.Run("instal", "numpy").Error.ShouldStartWith("error: there is no command `conda instal`\nhint: did you mean `install`? Or run `conda --help`");
    }

    [Theory]
    [InlineData("tare", 2, "create")]
    [InlineData("conda", 1, "create")]
    [InlineData("conda", 1, "remove", "-n", "base")]
    [InlineData("conda", 2, "remove", "-n", "base", "-p", "/x", "zlib")]
    [InlineData("conda", 2, "install", "--nope")]
    public void Under_condas_name_a_request_that_says_too_little_ends_as_condas(string program, int status, params string[] words)
    {
        _machine.Program = program;

        _machine.Run(words).Status.ShouldBe(status);
    }

    [Fact]
    public void Without_a_word_the_commands_are_listed()
    {
        var answer = _machine.Run();

        answer.Status.ShouldBe(0);
        answer.Output.ShouldContain("Free the caches of a conda root");
    }
}
