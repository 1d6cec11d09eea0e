using System.Buffers;

namespace Tare.Conda.Prefixes;

/// <summary>Packages in an order in which they can be installed: what others need comes first, names decide the rest.</summary>
public static class InstallationOrder
{
    private static readonly SearchValues<char> NameEnd = SearchValues.Create(" =<>!~[");

    /// <summary>Sorts; packages that need each other in a circle come in the order of their names.</summary>
    public static IReadOnlyList<PrefixRecord> Sort(IReadOnlyList<PrefixRecord> records)
    {
        var byName = new Dictionary<string, PrefixRecord>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            byName.TryAdd(record.Name, record);
        }

        var sorted = new List<PrefixRecord>(records.Count);
        var state = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<(PrefixRecord Record, int Next)>();
        foreach (var start in byName.Values.OrderBy(r => r.Name, StringComparer.Ordinal))
        {
            if (state.Add(start.Name))
            {
                pending.Push((start, 0));
            }

            while (pending.TryPop(out var top))
            {
                if (top.Next == top.Record.Depends.Count)
                {
                    sorted.Add(top.Record);
                    continue;
                }

                pending.Push((top.Record, top.Next + 1));
                if (byName.TryGetValue(NameOf(top.Record.Depends[top.Next]), out var needed) && state.Add(needed.Name))
                {
                    pending.Push((needed, 0));
                }
            }
        }

        return sorted;
    }

    private static string NameOf(string spec)
    {
        var end = spec.AsSpan().IndexOfAny(NameEnd);
        return end < 0 ? spec : spec[..end];
    }
}
