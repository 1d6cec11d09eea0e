using System.Text.Json;
using Tare.Conda.EnvironmentFiles;
using Tare.Testing;

namespace Tare.Conda.Tests.EnvironmentFiles;

public sealed class PublicEnvironmentFilesTests
{
    private static readonly EnvironmentFileOptions Linux = new() { Subdir = "linux-64" };

    // A lock file of pnpm that has the name of an environment.
    private static readonly string[] Refused = ["499a140350.yml"];

    [Fact]
    public void Every_public_environment_is_read_as_its_index_describes_it()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        var failures = new List<string>();
        using var index = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("environment-files", "index.json")));
        foreach (var row in index.RootElement.EnumerateArray().Where(r => !Refused.Contains(r.GetProperty("file").GetString())))
        {
            Check(row, failures);
        }

        failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("bom.yml", "a")]
    [InlineData("crlf.yml", "a")]
    [InlineData("bool_name.yml", "yes")]
    [InlineData("unknown_key.yml", "a")]
    [InlineData("no_deps.yml", "a")]
    [InlineData("deps_null.yml", "a")]
    [InlineData("pip_twice.yml", null)]
    public void An_odd_environment_is_read(string file, string? name)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        EnvironmentFileReader.Read(SharedData.PathOf("badinputs", "envyml", file), Linux).Name.ShouldBe(name);
    }

    public static TheoryData<string> BadFiles => SharedData.IsPresent
        ? [.. new[] { "envyml", "env_lockfile", "lock_parse_fails" }
            .SelectMany(f => Directory.GetFiles(SharedData.PathOf("badinputs", f)).Select(p => $"{f}/{Path.GetFileName(p)}"))
            .Where(p => Path.GetFileName(p) is not ("bom.yml" or "crlf.yml" or "bool_name.yml" or "unknown_key.yml" or "no_deps.yml" or "deps_null.yml" or "pip_twice.yml"))]
        : ["none"];

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_bad_file_is_refused_with_its_path_and_line(string file)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        var error = Should.Throw<CondaException>(() => EnvironmentFileReader.Read(SharedData.PathOf(["badinputs", .. file.Split('/')]), Linux));
        error.Message.ShouldContain(Path.GetFileName(file));
        error.Message.ShouldContain("line ");
        error.Message.ShouldNotContain("\n");
        TestContext.Current.TestOutputHelper?.WriteLine(error.Message + " | " + error.Hint);
    }

    private static void Check(JsonElement row, List<string> failures)
    {
        var name = row.GetProperty("file").GetString()!;
        try
        {
            var file = EnvironmentFileReader.Read(SharedData.PathOf("environment-files", name), Linux);
            var channels = row.GetProperty("channels").EnumerateArray().Select(c => c.GetString()).Where(c => c != "nodefaults").Distinct();
            Expect("name", row.GetProperty("name").GetBoolean(), file.Name is not null);
            Expect("prefix", row.GetProperty("prefix").GetBoolean(), file.Prefix is not null);
            Expect("pip", row.GetProperty("pip").GetBoolean(), file.PipRequirements.Count > 0);
            Expect("variables", row.GetProperty("variables").GetBoolean(), file.Variables.Count > 0);

            // The index leaves out channels whose URL has a token.
            Expect("channels", string.Join(' ', channels), string.Join(' ', file.Channels.Where(c => !c.Contains("/t/"))));
        }
        catch (CondaException error)
        {
            failures.Add($"{name}: {error.Message}");
        }

        void Expect<T>(string what, T index, T read)
        {
            if (!Equals(index, read))
            {
                failures.Add($"{name}: {what}: the index says `{index}`, the file was read as `{read}`");
            }
        }
    }
}
