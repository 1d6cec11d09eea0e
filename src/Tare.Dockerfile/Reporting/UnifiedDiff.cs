using System.Globalization;

namespace Tare.Dockerfile.Reporting;

/// <summary>The difference of two texts as <c>diff -u</c> writes it, which <c>patch</c> and <c>git apply</c> read.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>Writes the difference; nothing where the texts are the same.</summary>
    public static void Write(TextWriter output, string path, string before, string after)
    {
        if (before == after)
        {
            return;
        }

        var lines = Compare(Lines(before), Lines(after));
        output.Write($"--- a/{path.TrimStart('/')}\n+++ b/{path.TrimStart('/')}\n");
        for (var i = 0; i < lines.Count;)
        {
            var change = lines.FindIndex(i, l => l.Mark != ' ');
            if (change < 0)
            {
                break;
            }

            var start = Math.Max(i, change - Context);
            var end = EndOfHunk(lines, change);
            WriteHunk(output, lines, start, end);
            i = end;
        }
    }

    private static int EndOfHunk(List<Line> lines, int change)
    {
        var end = change;
        for (var i = change; i < lines.Count && i <= end + (2 * Context); i++)
        {
            end = lines[i].Mark == ' ' ? end : i;
        }

        return Math.Min(lines.Count, end + Context + 1);
    }

    private static void WriteHunk(TextWriter output, List<Line> lines, int start, int end)
    {
        var hunk = lines.GetRange(start, end - start);
        var before = lines.Take(start).Count(l => l.Mark != '+');
        var after = lines.Take(start).Count(l => l.Mark != '-');
        output.Write($"@@ -{Range(before, hunk.Count(l => l.Mark != '+'))} +{Range(after, hunk.Count(l => l.Mark != '-'))} @@\n");
        foreach (var line in hunk)
        {
            output.Write(line.Mark + line.Text + (line.Text.EndsWith('\n') ? "" : "\n\\ No newline at end of file\n"));
        }
    }

    private static string Range(int start, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? start : start + 1)},{count}");

    private static string[] Lines(string text)
    {
        var lines = text.Split('\n');
        return [.. lines[..^1].Select(l => l + "\n"), .. lines[^1].Length > 0 ? new[] { lines[^1] } : []];
    }

    // Longest common subsequence between the equal head and tail; Dockerfiles are short.
    private static List<Line> Compare(string[] before, string[] after)
    {
        var head = 0;
        while (head < before.Length && head < after.Length && before[head] == after[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < before.Length - head && tail < after.Length - head && before[^(tail + 1)] == after[^(tail + 1)])
        {
            tail++;
        }

        var lines = before[..head].Select(l => new Line(' ', l)).ToList();
        lines.AddRange(Middle(before[head..(before.Length - tail)], after[head..(after.Length - tail)]));
        lines.AddRange(before[(before.Length - tail)..].Select(l => new Line(' ', l)));
        return lines;
    }

    private static List<Line> Middle(string[] before, string[] after)
    {
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
            {
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var lines = new List<Line>();
        var (a, b) = (0, 0);
        while (a < before.Length || b < after.Length)
        {
            if (a < before.Length && b < after.Length && before[a] == after[b])
            {
                lines.Add(new Line(' ', before[a++]));
                b++;
            }
            else if (a < before.Length && (b == after.Length || common[a + 1, b] >= common[a, b + 1]))
            {
                lines.Add(new Line('-', before[a++]));
            }
            else
            {
                lines.Add(new Line('+', after[b++]));
            }
        }

        return lines;
    }

    private readonly record struct Line(char Mark, string Text);
}
