using System.Text;
using Tare.Conda.Prefixes;

namespace Tare.Fuzz.Conda;

/// <summary>conda-meta/history: everything is a history.</summary>
internal static class HistoryFuzz
{
    private const string Sample = """
        ==> 2026-01-02 03:04:05 <==
        # cmd: conda create a
        # conda version: 26.7.1
        +conda-forge/linux-64::a-1-0
        # update specs: ['a', "b >=1,<2"]
        ==> 2026-01-03 03:04:05 <==
        -conda-forge/linux-64::a-1-0
        # remove specs: a,b>=1,<2
        """;

    internal static readonly FuzzTarget Target = new("history", Run, () => [Encoding.UTF8.GetBytes(Sample)]);

    private static void Run(ReadOnlySpan<byte> input)
    {
        var revisions = History.Parse(Encoding.UTF8.GetString(input));
        History.States(revisions);
        History.RequestedSpecs(revisions);
        foreach (var revision in revisions)
        {
            RevisionChange.Of(revision);
        }
    }
}
