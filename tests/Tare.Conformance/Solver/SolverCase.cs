using System.Text.Json;
using Tare.Conda.Channels;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;
using Tare.Conda.Repodata;
using Tare.Conda.Solving;

namespace Tare.Conformance.Solver;

/// <summary>One case of solver_cases.json: a request, channels, and what conda answers.</summary>
internal sealed class SolverCase(JsonElement json, string folder)
{
    private readonly JsonElement _context = json.TryGetProperty("context", out var context) ? context : default;
    private List<ChannelRepodata>? _channels;

    public string Id { get; } = json.GetProperty("id").GetString()!;

    /// <summary>All three of conda's solvers give this answer.</summary>
    public bool IsAgreed { get; } = json.TryGetProperty("solvers", out var solvers) && solvers.EnumerateObject().Count() == 3
        && solvers.EnumerateObject().All(s => s.Value.ValueKind == JsonValueKind.True);

    /// <summary>The case whose answer must be this one's too, or null.</summary>
    public string? SameAs { get; } = json.TryGetProperty("expected_same_as", out var other) ? other.GetString() : null;

    /// <summary>Tare does not answer as the classic solver; what the others answer instead is not recorded.</summary>
    public bool IsUnknown { get; private set; }

    /// <summary>Tare's answer, once asked for; empty where it has none.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>What is wrong with Tare's answer; empty when it is conda's.</summary>
    public string Run()
    {
        try
        {
            var request = Request();
            var result = new EnvironmentSolver(Channels()).Solve(request);
            Answer = string.Join(' ', result.Packages.Select(Canonical).Order(StringComparer.Ordinal));
            var outcome = json.GetProperty("outcome").GetString();
            return outcome == "error" ? $"conda finds no solution, there is one: {Names(result.Packages)}" : Judge(request, result);
        }
        catch (UnsatisfiableException exception)
        {
            return json.GetProperty("outcome").GetString() == "error" ? "" : $"no solution: {exception.Message}";
        }
    }

    // Where conda's solvers differ, the answer of any of them is conda's; of some it is only known that it is another one.
    private string Judge(SolveRequest request, SolveResult result)
    {
        var wrong = Compare(request, result, json.GetProperty("expected"));
        if (wrong.Length == 0 || IsAgreed || !json.TryGetProperty("alternative_expected", out var all))
        {
            return wrong;
        }

        var others = all.EnumerateObject().Select(o => o.Value)
            .Where(o => o.GetProperty("outcome").GetString() == "solution").Select(o => o.GetProperty("expected")).ToList();
        if (others.Exists(o => o.EnumerateObject().Any() && Compare(request, result, o).Length == 0))
        {
            return "";
        }

        IsUnknown = others.Exists(o => !o.EnumerateObject().Any());
        return wrong;
    }

    private string Compare(SolveRequest request, SolveResult result, JsonElement expected)
    {
        var found = result.Packages.Select(Canonical).ToHashSet();
        var installed = request.Installed.Select(Canonical).ToHashSet();
        var wrong = new List<string>();
        if (expected.ValueKind == JsonValueKind.Object)
        {
            Check("final_state", found);
            Check("unlink", [.. installed.Except(found)]);
            Check("link", [.. found.Except(installed)]);
        }

        foreach (var item in json.GetProperty("contains").EnumerateArray())
        {
            var text = item[1].GetString()!;
            if (!found.Any(f => f == text || Short(f) == text) && !result.Packages.Any(p => p.Name == text || $"{p.Name} {p.Version}" == text))
            {
                wrong.Add($"{text} is not there");
            }
        }

        return string.Join("; ", wrong);

        void Check(string key, HashSet<string> actual)
        {
            if (expected.TryGetProperty(key, out var list))
            {
                var wanted = list.EnumerateArray().Select(e => Short(e.GetString()!)).ToHashSet();
                var missing = wanted.Except(actual.Select(Short)).ToList();
                var extra = actual.Select(Short).Except(wanted).ToList();
                if (missing.Count + extra.Count > 0)
                {
                    wrong.Add($"{key}: conda has {string.Join(' ', missing)}, Tare has {string.Join(' ', extra)}");
                }
            }
        }
    }

    private SolveRequest Request()
    {
        var options = json.GetProperty("options");
        return new SolveRequest
        {
            Add = Specs(json.GetProperty("specs_to_add")),
            Remove = Specs(json.GetProperty("specs_to_remove")),
            History = Specs(json.GetProperty("history_specs")),
            Installed = Installed(),
            Pins = Option(options, "ignore_pinned") == "True" ? [] : Specs(Context("pinned_packages")),
            VirtualPackages = Virtual(),
            ChannelPriority = Enum.Parse<ChannelPriority>(Context("channel_priority") is { ValueKind: JsonValueKind.String } p ? p.GetString()! : "flexible", ignoreCase: true),
            Update = Option(options, "update_modifier") switch
            {
                "FREEZE_INSTALLED" => UpdateModifier.FreezeInstalled,
                "UPDATE_DEPS" => UpdateModifier.UpdateDeps,
                "UPDATE_ALL" => UpdateModifier.UpdateAll,
                _ => UpdateModifier.UpdateSpecs,
            },
            Dependencies = Option(options, "deps_modifier") switch
            {
                "NO_DEPS" => DependencyModifier.NoDeps,
                "ONLY_DEPS" => DependencyModifier.OnlyDeps,
                _ => DependencyModifier.All,
            },
            Prune = Option(options, "prune") == "True",
            ForceRemove = Option(options, "force_remove") == "True",
            AggressiveUpdates = [.. Texts(Context("aggressive_update_packages"))],
            AddPip = Context("add_pip_as_python_dependency").ValueKind == JsonValueKind.True,
            TrackFeatures = [.. Texts(Context("track_features"))],
            ExcludeNewer = Option(options, "exclude_newer") is { Length: > 0 } day ? DateTimeOffset.Parse(day) : null,
        };
    }

    private List<RepoDataRecord> Virtual()
    {
        var records = new List<RepoDataRecord>();
        if (json.TryGetProperty("virtual_packages", out var listed))
        {
            foreach (var text in listed.EnumerateArray().Select(v => v.GetString()!.Split('=')))
            {
                records.Add(new RepoDataRecord { Name = text[0], Version = text[1], Build = text[2] });
            }

            return records;
        }

        records.AddRange(new[] { "__unix", "__linux" }.Select(n => new RepoDataRecord { Name = n, Version = "0", Build = "0" }));
        var overrides = Context("virtual_overrides");
        records.Add(new RepoDataRecord { Name = "__glibc", Version = Override("CONDA_OVERRIDE_GLIBC") ?? "2.35", Build = "0" });
        if (Override("CONDA_OVERRIDE_CUDA") is { Length: > 0 } cuda)
        {
            records.Add(new RepoDataRecord { Name = "__cuda", Version = cuda, Build = "0" });
        }

        return records;

        string? Override(string name) =>
            overrides.ValueKind == JsonValueKind.Object && overrides.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    private List<RepoDataRecord> Installed()
    {
        var listed = json.GetProperty("installed");
        if (listed.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var wanted = listed.EnumerateArray().Select(e => Short(e.GetString()!)).ToHashSet();
        return [.. Channels().SelectMany(c => c.Records).Where(r => wanted.Contains(Short(Canonical(r))))];
    }

    private List<ChannelRepodata> Channels() => _channels ??=
    [
        .. json.GetProperty("repodata").EnumerateArray().Select(r => ChannelRepodata.Read(
            Path.Combine(folder, "tables", "solver_channels", r.GetProperty("file").GetString()!),
            new RepodataLocation(
                r.GetProperty("channel").GetString()!,
                $"https://conda.example/{r.GetProperty("channel").GetString()}",
                r.GetProperty("subdir").GetString()!))),
    ];

    private JsonElement Context(string key) => _context.ValueKind == JsonValueKind.Object && _context.TryGetProperty(key, out var value) ? value : default;

    private static string? Option(JsonElement options, string key) => options.TryGetProperty(key, out var value) ? value.ToString() : null;

    private static IEnumerable<string> Texts(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(e => e.GetString()!) : [];

    private static List<MatchSpec> Specs(JsonElement list) => [.. Texts(list).Select(t => MatchSpec.Parse(t))];

    private static string Canonical(RepoDataRecord record) => $"{record.Channel!.Split('/')[^1]}/{record.Subdir}::{record.Name}-{record.Version}-{record.Build}";

    private static string Names(IEnumerable<RepoDataRecord> records) => string.Join(' ', records.Select(r => $"{r.Name}-{r.Version}-{r.Build}"));

    // Some rows name the channel only, without its subdir.
    private static string Short(string canonical)
    {
        var parts = canonical.Split("::");
        return $"{parts[0].Split('/')[0]}::{parts[1]}";
    }
}
