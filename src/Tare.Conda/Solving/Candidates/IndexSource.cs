using System.Text;
using Tare.Conda.Records;
using Tare.Conda.Repodata;
using Tare.Conda.Repodata.Indexing;

namespace Tare.Conda.Solving.Candidates;

/// <summary>The packages of one subdir of a channel. The index is shared by all solves, what is kept here is one solve's.</summary>
internal sealed class IndexSource(ChannelRepodata repodata, int priority) : PackageSource(repodata.ChannelName, priority)
{
    private readonly RepodataIndex _index = repodata.Index;
    private readonly Dictionary<int, string> _versions = [];
    private readonly Dictionary<int, int[]> _lists = [];
    private readonly Dictionary<int, int> _specs = [];

    public override void Collect(string name, List<int> rows)
    {
        var number = _index.FindName(Encoding.UTF8.GetBytes(name));
        if (number >= 0)
        {
            var (first, count) = _index.RowsOf(number);
            for (var row = first; row < first + count; row++)
            {
                rows.Add(row);
            }
        }
    }

    public override int VersionNumber(int row) => _index.Rows[row].Version;

    public override string VersionOf(int row)
    {
        var version = _index.Rows[row].Version;
        if (!_versions.TryGetValue(version, out var text))
        {
            text = Encoding.UTF8.GetString(_index.Version(version));
            _versions.Add(version, text);
        }

        return text;
    }

    public override string BuildOf(int row) => Encoding.UTF8.GetString(_index.Build(_index.Rows[row].Build));

    public override CandidateFacts FactsOf(int row)
    {
        ref readonly var entry = ref _index.Rows[row];
        return new CandidateFacts(entry.BuildNumber, entry.Timestamp, entry.TrackedFeatures, entry.Flags);
    }

    public override int[] SpecsOf(int row, bool constraints, SpecTexts texts)
    {
        ref readonly var entry = ref _index.Rows[row];
        var list = constraints ? entry.Constrains : entry.Depends;
        if (list == 0)
        {
            return [];
        }

        if (_lists.TryGetValue(list, out var known))
        {
            return known;
        }

        var specs = _index.List(list);
        known = new int[specs.Length];
        for (var i = 0; i < specs.Length; i++)
        {
            if (!_specs.TryGetValue(specs[i], out known[i]))
            {
                known[i] = texts.NumberOf(Encoding.UTF8.GetString(_index.Spec(specs[i])));
                _specs.Add(specs[i], known[i]);
            }
        }

        _lists.Add(list, known);
        return known;
    }

    public override RepoDataRecord BriefOf(string name, int row) => new()
    {
        Name = name,
        Version = VersionOf(row),
        Build = BuildOf(row),
        BuildNumber = _index.Rows[row].BuildNumber,
        Channel = repodata.ChannelUrl,
        Subdir = repodata.Subdir,
    };

    public override RepoDataRecord RecordOf(int row) => repodata.ReadRecord(row);
}
