using System.Text;
using System.Text.Json.Nodes;
using Tare.Testing;
using Tare.Testing.Packages;
using Tare.Testing.Roots;

namespace Tare.Cli.Tests.Cleaning;

public sealed class CleanJsonTests : IDisposable
{
    private readonly CleanCommandBench _bench = new();

    public void Dispose() => _bench.Dispose();

    public static TheoryData<string, string> Captures
    {
        get
        {
            var data = new TheoryData<string, string>();
            var file = SharedData.IsPresent ? SharedData.PathOf("..", "reference", "conda-clean-captures.txt") : "";
            foreach (var capture in (File.Exists(file) ? File.ReadAllText(file) : "").Split("### conda clean ").Skip(1))
            {
                var words = capture[..capture.IndexOf('\n', StringComparison.Ordinal)];
                var (start, end) = (capture.IndexOf("rc=0 stdout:\n{", StringComparison.Ordinal), capture.IndexOf("--- stderr:", StringComparison.Ordinal));
                if (start >= 0)
                {
                    data.Add(words, capture[(start + 13)..end]);
                }
            }

            if (data.Count == 0)
            {
                data.Add("", "");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public async Task The_shape_is_that_of_conda_and_one_object_more(string words, string captured)
    {
        Assert.SkipUnless(captured.Length > 0, SharedData.Missing);
        _bench.Fill();
        var own = words.Split(' ').Select(w => w.Replace("/opt/conda", _bench.Root.Prefix, StringComparison.Ordinal)).ToArray();
        (await _bench.Run(own)).ShouldBe(0);
        var answer = _bench.Json;
        answer.Remove("tare").ShouldBeTrue();
        if (words.Contains("--all", StringComparison.Ordinal) && words.Contains("--force", StringComparison.Ordinal))
        {
            // conda forgets --all beside --force-pkgs-dirs; Tare does both and says so.
            answer = new JsonObject { ["success"] = answer["success"]!.DeepClone(), ["pkgs_dirs"] = answer["pkgs_dirs"]!.DeepClone() };
        }

        Shape(answer, _bench.Root.Prefix).ShouldBe(Shape(JsonNode.Parse(captured)!, "/opt/conda"));
    }

    [Fact]
    public async Task The_numbers_agree_with_the_files()
    {
        _bench.Fill();
        var archives = Directory.GetFiles(_bench.Cache).Where(f => f.EndsWith(".conda", StringComparison.Ordinal) || f.EndsWith(".bz2", StringComparison.Ordinal) || f.EndsWith(".partial", StringComparison.Ordinal)).ToArray();
        (await _bench.Run("--tarballs", "--json", "--dry-run")).ShouldBe(0);
        var part = _bench.Json["tarballs"]!;
        var sizes = part["pkg_sizes"]![_bench.Cache]!.AsObject();
        sizes.Select(s => s.Key).ShouldBe(archives.Select(Path.GetFileName), ignoreOrder: true);
        sizes.ShouldAllBe(s => (long)s.Value! == new FileInfo(Path.Combine(_bench.Cache, s.Key)).Length);
        ((long)part["total_size"]!).ShouldBe(archives.Sum(a => new FileInfo(a).Length));
        ((long)_bench.Json["tare"]!["freed_bytes"]!).ShouldBe((long)part["total_size"]!);
    }

    [Fact]
    public async Task What_stays_is_told_with_the_reason()
    {
        var used = _bench.Root.Add(new TestPackage("used").WithFiles(3, 10));
        _bench.Root.Install(used, "base");
        await _bench.Run("-p", "--json");
        var kept = _bench.Json["tare"]!["kept"]!.AsArray().Single()!;
        ((string)kept["path"]!, ((string)kept["reason"]!)[..6]).ShouldBe((used.Folder, "in use"));
    }

    [Fact]
    public async Task Without_a_target_the_error_is_conda_s()
    {
        (await _bench.Run("--json")).ShouldBe(2);
        var error = _bench.Json;
        error.ContainsKey("success").ShouldBeFalse();
        ((string)error["exception_name"]!).ShouldBe("ArgumentError");
        ((string)error["error"]!).ShouldBe("ArgumentError: At least one removal target must be given. See 'tare clean --help'.");
    }

    [Fact]
    public async Task Json_never_asks()
    {
        var package = _bench.Root.Add(new TestPackage("free"));
        (await _bench.Run("-p", "--json")).ShouldBe(0);
        Directory.Exists(package.Folder).ShouldBeFalse();
    }

    [Fact]
    public async Task The_variable_CONDA_JSON_counts()
    {
        _bench.Set("CONDA_JSON", "1");
        (await _bench.Run("-l", "-d")).ShouldBe(0);
        _bench.Json["logfiles"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_name_outside_UTF_8_appears_as_Python_writes_it_and_goes()
    {
        using (var folder = Tare.Primitives.Posix.FolderHandle.Open(_bench.Cache))
        {
            folder.CreateFile([.. "bad"u8, 0xff, .. "-1-0.conda\0"u8], 0x1a4).Dispose();
        }

        await _bench.Run("-t", "--json");
        _bench.Output.ShouldContain("\"bad\\udcff-1-0.conda\": 0");
        Directory.GetFiles(_bench.Cache, "bad*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_package_with_names_outside_UTF_8_goes_whole()
    {
        var package = _bench.Root.Add(new TestPackage("free"));
        await _bench.Shell($"cd '{_bench.Cache}' && mv '{package.Distribution}' \"$(printf 'bad\\376-1.0-0')\" && cd bad* && mkdir \"$(printf 'lib\\375')\" && echo x > \"$(printf 'lib\\375/\\374')\"");
        (await _bench.Run("-p", "--json")).ShouldBe(0);
        _bench.Output.ShouldContain("\"bad\\udcfe-1.0-0\"");
        Directory.GetDirectories(_bench.Cache).Select(Path.GetFileName).ShouldBe([".logs", "cache"], ignoreOrder: true);
    }

    // Objects by their keys (names of files and caches do not matter), lists by their first element.
    private static string Shape(JsonNode node, string root)
    {
        var text = new StringBuilder();
        Write(node, "");
        return text.ToString();

        void Write(JsonNode? value, string key)
        {
            switch (value)
            {
                case JsonObject o:
                    foreach (var (name, inner) in o.OrderBy(p => p.Key, StringComparer.Ordinal).DistinctBy(p => IsFile(key) ? "file" : p.Key))
                    {
                        var shown = IsFile(key) ? "FILE" : name.Replace(root, "ROOT", StringComparison.Ordinal);
                        text.Append(shown).Append('{');
                        Write(inner, name);
                        text.Append('}');
                    }

                    break;
                case JsonArray a:
                    text.Append('[').Append(a.FirstOrDefault()?.GetValueKind()).Append(']');
                    break;
                default:
                    text.Append(value?.GetValueKind());
                    break;
            }
        }

        bool IsFile(string key) => key.StartsWith(root, StringComparison.Ordinal);
    }
}
