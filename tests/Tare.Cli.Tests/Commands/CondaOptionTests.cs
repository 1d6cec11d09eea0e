namespace Tare.Cli.Tests.Commands;

public sealed class CondaOptionTests
{
    // `conda COMMAND --help` of conda 26.7.1.
    [Theory]
    [InlineData("create", "--clobber --console=x --dev --env-spec=x --exclude-newer=7d --experimental=x --format=x --insecure --no-default-packages --no-lock --no-repodata-use-shards --no-repodata-use-zst --no-shortcuts --repodata-fn=x --repodata-use-shards --repodata-use-zst --shortcuts-only=x --show-channel-urls --solver=x --strict-channel-priority --use-index-cache --use-local --offline --only-deps --copy --download-only -O -k -m -C -d -q -v -y")]
    [InlineData("install", "--clobber --console=x --dev --environment-specifier=x --exclude-newer=7d --experimental=x --force-reinstall --format=x --freeze-installed --insecure --no-channel-priority --no-deps --no-lock --no-pin --no-shortcuts --no-update-deps --override-frozen --repodata-fn=x --satisfied-skip-solve --shortcuts-only=x --solver=x --update-all --update-deps --update-specs -S -k -m -O")]
    [InlineData("update", "--all --clobber --console=x --env-spec=x --exclude-newer=7d --force-reinstall --freeze-installed --insecure --no-lock --override-frozen --solver=x -S -k -O")]
    [InlineData("remove", "--all --console=x --dev --experimental=x --force --insecure --keep-env --no-lock --no-pin --override-frozen --repodata-fn=x --solver=x --use-index-cache -C -O -k -m")]
    [InlineData("list", "--auth --canonical --console=x --explicit --export --fields=x --full-name --md5 --no-pip --reverse --revisions --sha256 --show-channel-urls --size -c -e -f -r")]
    [InlineData("rename", "--console=x --dry-run --json -d -q -v -y")]
    [InlineData("compare", "--console=x --json -q -v")]
    [InlineData("doctor", "--console=x --fix --heal --list --override-frozen -d -y")]
    [InlineData("export", "--console=x --file=x --format=x --from-history --ignore-channels --no-builds --override-platforms --platform=x --subdir=x -O -f=x")]
    [InlineData("env export", "--from-history --ignore-channels --no-builds --platform=x -f=x")]
    [InlineData("env create", "--console=x --dry-run --env-spec=x --file=x --format=x --insecure --no-default-packages --offline --platform=x --solver=x --use-index-cache -C -d -f=x -k -y")]
    [InlineData("env update", "--console=x --env-spec=x --file=x --format=x --override-frozen --prune --solver=x -f=x")]
    [InlineData("env list", "--console=x --size --json")]
    [InlineData("env remove", "--console=x --dry-run --override-frozen --solver=x -d -y")]
    [InlineData("run", "--cwd=x --debug-wrapper-scripts --dev --live-stream --no-capture-output -s")]
    [InlineData("init", "--all --condabin --console=x --dry-run --no-user --reverse --system --user -d")]
    [InlineData("info", "--all --base --console=x --envs --size --system --unsafe-channels -a -e -s")]
    [InlineData("search", "--console=x --envs --experimental=x --info --insecure --no-lock --offline --platform=x --repodata-fn=x --skip-flexible-search --subdir=x --use-index-cache --use-local -C -O -i -k")]
    public void Every_option_of_condas_command_is_known(string command, string options)
    {
        using var machine = new Machine().With("CONDA_OFFLINE", "true");
        var words = command.Split(' ');
        foreach (var option in options.Split(' '))
        {
            machine.Run([.. words, .. option.Split('=')]).Error.ShouldNotContain("has no option", customMessage: $"{command} {option}");
        }
    }

    [Fact]
    public void An_option_that_nobody_knows_is_an_error()
    {
        using var machine = new Machine();
        machine.Run("rename", "x", "--bogus").Error.ShouldContain("has no option `--bogus`");
    }
}
