using Tare.Conda.Records;
using Tare.Conda.Repodata.Indexing;

namespace Tare.Conda.Solving.Candidates;

/// <summary>Packages whose records are at hand: those of an environment, virtual ones, those of a test.</summary>
internal sealed class RecordSource : PackageSource
{
    private readonly IReadOnlyList<RepoDataRecord> _records;
    private readonly Dictionary<string, List<int>> _byName = new(StringComparer.Ordinal);

    public RecordSource(string channel, int priority, IReadOnlyList<RepoDataRecord> records, bool isInstalled = false)
        : base(channel, priority)
    {
        _records = records;
        IsInstalled = isInstalled;
        for (var i = 0; i < records.Count; i++)
        {
            if (!_byName.TryGetValue(records[i].Name, out var rows))
            {
                _byName.Add(records[i].Name, rows = []);
            }

            rows.Add(i);
        }
    }

    public override bool IsInstalled { get; }

    public override void Collect(string name, List<int> rows)
    {
        if (_byName.TryGetValue(name, out var found))
        {
            rows.AddRange(found);
        }
    }

    public override string VersionOf(int row) => _records[row].Version;

    public override string BuildOf(int row) => _records[row].Build;

    public override CandidateFacts FactsOf(int row)
    {
        var record = _records[row];
        var flags = record.NoArch is null ? RecordFlags.None : record.NoArch == "python" ? RecordFlags.Noarch | RecordFlags.NoarchPython : RecordFlags.Noarch;
        return new CandidateFacts(
            record.BuildNumber, record.Timestamp ?? 0, record.TrackFeatures.Count, record.Features.Count > 0 ? flags | RecordFlags.Features : flags);
    }

    public override int[] SpecsOf(int row, bool constraints, SpecTexts texts) =>
        [.. (constraints ? _records[row].Constrains : _records[row].Depends).Select(texts.NumberOf)];

    public override RepoDataRecord BriefOf(string name, int row) => _records[row];

    public override RepoDataRecord RecordOf(int row) => _records[row];
}
