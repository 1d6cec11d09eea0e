namespace Tare.Primitives;

/// <summary>What somebody may have meant by a word that is not known.</summary>
public static class Spelling
{
    /// <summary>
    /// The candidate with the fewest typing mistakes (a letter more, less or other, or two neighbours exchanged), the first of several; null when each would
    /// need more than one mistake for every three letters of <paramref name="word"/>.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var nearest = candidates.MinBy(c => Mistakes(word, c));
        return nearest is not null && Mistakes(word, nearest) <= Math.Max(1, word.Length / 3) ? nearest : null;
    }

    // The optimal string alignment distance, with three rows of its table.
    private static int Mistakes(string left, string right)
    {
        var (before, above, row) = (new int[right.Length + 1], new int[right.Length + 1], new int[right.Length + 1]);
        for (var j = 0; j < above.Length; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = left[i - 1] == right[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + same);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, above, row) = (above, row, before);
        }

        return above[right.Length];
    }
}
