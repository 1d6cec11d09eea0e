namespace Tare.Conda.Configuration;

/// <summary>
/// One value out of those of several sources, weakest source first. Single values: the last wins, unless an earlier one is final. Lists:
/// the strongest source's items first, each once, where <c>top</c> and <c>bottom</c> items go to the ends. Maps: key by key.
/// </summary>
internal static class SettingMerger
{
    internal static RawValue Merge(ParameterShape shape, IReadOnlyList<RawValue> values) => shape switch
    {
        ParameterShape.Single => values.FirstOrDefault(v => v.Flag == SettingFlag.Final) ?? values[^1],
        ParameterShape.List or ParameterShape.ListOfMaps => MergeLists(UpToFinal(values)),
        ParameterShape.Map => MergeMaps(UpToFinal(values), ParameterShape.Single),
        _ => MergeMaps(UpToFinal(values), ParameterShape.List),
    };

    private static IReadOnlyList<RawValue> UpToFinal(IReadOnlyList<RawValue> values)
    {
        for (var index = 0; index < values.Count; index++)
        {
            if (values[index].Flag == SettingFlag.Final)
            {
                return [.. values.Take(index + 1)];
            }
        }

        return values;
    }

    private static RawValue MergeLists(IReadOnlyList<RawValue> lists)
    {
        IEnumerable<RawValue> Flagged(IEnumerable<RawValue> from, SettingFlag flag) => from.SelectMany(l => l.Items ?? []).Where(i => i.Flag == flag);
        var stacked = Unique(Flagged(lists, SettingFlag.Top).Concat(lists.Reverse().SelectMany(l => l.Items ?? [])));
        var ends = Flagged(lists.Reverse(), SettingFlag.Bottom).Reverse();
        var backwards = Unique(ends.Concat(stacked.AsEnumerable().Reverse()));
        return lists[^1] with { Items = [.. backwards.AsEnumerable().Reverse()], Text = null };
    }

    private static List<RawValue> Unique(IEnumerable<RawValue> items)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. items.Where(i => i.Text is null || seen.Add(i.Text))];
    }

    private static RawValue MergeMaps(IReadOnlyList<RawValue> maps, ParameterShape values)
    {
        var keys = maps.SelectMany(m => m.Entries ?? []).Select(e => e.Key).Distinct(StringComparer.Ordinal);
        var merged = new List<KeyValuePair<string, RawValue>>();
        foreach (var key in keys)
        {
            RawValue[] found = [.. maps.SelectMany(m => m.Entries ?? []).Where(e => e.Key == key).Select(e => e.Value)];
            var final = found.FirstOrDefault(v => v.Flag == SettingFlag.Final);
            merged.Add(KeyValuePair.Create(key, final ?? Merge(values, found)));
        }

        return maps[^1] with { Entries = merged, Text = null };
    }
}
