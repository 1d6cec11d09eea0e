using System.Text;
using Tare.Conda.MatchSpecs;

namespace Tare.Conda.Prefixes;

/// <summary>The file <c>conda-meta/history</c>: every change of an environment, oldest first. Odd lines are kept as packages or left out; nothing in it is an error.</summary>
public static class History
{
    private const int MaximumLength = 256 << 20;

    /// <summary>Reads a history; <see cref="IOException"/> where the file cannot be read.</summary>
    public static IReadOnlyList<HistoryRevision> Read(string path)
    {
        if (new FileInfo(path).Length > MaximumLength)
        {
            throw new IOException($"`{path}` is longer than {MaximumLength} bytes");
        }

        return Parse(File.ReadAllText(path));
    }

    /// <summary>Reads a history from its text.</summary>
    public static IReadOnlyList<HistoryRevision> Parse(string text)
    {
        var revisions = new List<HistoryRevision>();
        var packages = new List<string>();
        var comments = new List<string>();
        string? date = null;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            var line = raw.Trim();
            if (DateOf(line) is { } next)
            {
                Finish();
                date = next;
            }
            else if (line.Length > 0 && date is not null)
            {
                (line[0] == '#' ? comments : packages).Add(line.ToString());
            }
        }

        Finish();
        return revisions;

        void Finish()
        {
            if (date is not null)
            {
                revisions.Add(HistoryComments.Apply(new HistoryRevision(date) { Packages = [.. packages.Distinct(StringComparer.Ordinal)], Comments = [.. comments] }));
            }

            packages.Clear();
            comments.Clear();
        }
    }

    /// <summary>The packages after each revision, without signs.</summary>
    public static IReadOnlyList<IReadOnlySet<string>> States(IReadOnlyList<HistoryRevision> revisions)
    {
        var states = new List<IReadOnlySet<string>>();
        var current = new HashSet<string>(StringComparer.Ordinal);
        foreach (var revision in revisions)
        {
            current = revision.IsDifference ? new HashSet<string>(current, StringComparer.Ordinal) : [.. revision.Packages];
            foreach (var line in revision.IsDifference ? revision.Packages : [])
            {
                _ = line[0] == '-' ? current.Remove(line[1..]) : line[0] == '+' && current.Add(line[1..]);
            }

            states.Add(current);
        }

        return states;
    }

    /// <summary>
    /// What users asked for and did not take back, by name of the package: the last spec of each. (A spec that was neutered counts as its
    /// neutered form.)
    /// </summary>
    public static IReadOnlyDictionary<string, string> RequestedSpecs(IReadOnlyList<HistoryRevision> revisions)
    {
        var requested = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var revision in revisions)
        {
            foreach (var spec in revision.RemoveSpecs)
            {
                requested.Remove(NameOf(spec));
            }

            foreach (var spec in revision.UpdateSpecs.Concat(revision.NeuteredSpecs))
            {
                requested[NameOf(spec)] = spec;
            }
        }

        return requested;
    }

    /// <summary>The text of a revision, to be put at the end of the file.</summary>
    public static string Format(HistoryRevision revision)
    {
        var text = new StringBuilder();
        text.Append("==> ").Append(revision.Date).Append(" <==\n");
        text.Append("# cmd: ").Append(OneLine(revision.Command ?? "tare")).Append('\n');
        text.Append("# conda version: ").Append(revision.CondaVersion).Append('\n');
        foreach (var line in revision.Packages.OrderBy(p => p[0] == '-' ? 0 : 1).ThenBy(p => p, StringComparer.Ordinal))
        {
            text.Append(line).Append('\n');
        }

        Specs("remove", revision.RemoveSpecs);
        Specs("update", revision.UpdateSpecs);
        Specs("neutered", revision.NeuteredSpecs);
        return text.ToString();

        void Specs(string action, IReadOnlyList<string> specs)
        {
            if (specs.Count > 0)
            {
                text.Append("# ").Append(action).Append(" specs: [").AppendJoin(", ", specs.Select(PythonStrings.Quote)).Append("]\n");
            }
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static string NameOf(string spec) => MatchSpec.TryParse(spec, null, out var parsed, out _) ? parsed.Name : spec.Split(' ', '=', '<', '>', '!', '~', '[')[0];

    private static string? DateOf(ReadOnlySpan<char> line)
    {
        if (!line.StartsWith("==>"))
        {
            return null;
        }

        var end = line.IndexOf("<==");
        return end < 4 || line[3..end].Trim() is not { Length: > 0 } date ? null : date.ToString();
    }
}
