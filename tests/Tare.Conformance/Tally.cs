using System.Text.Json;

namespace Tare.Conformance;

/// <summary>Counts answers, and keeps those that differ. Any number of threads may report at once.</summary>
public sealed class Tally
{
    private const int MostShown = 300;

    private readonly List<string> _failures = [];

    /// <summary>Answers that agree.</summary>
    public int Passed { get; private set; }

    /// <summary>Questions of other tools' dialects, which conda does not answer.</summary>
    public int Skipped { get; private set; }

    /// <summary>One line for each answer that differs.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Why a whole table was left out.</summary>
    public string? Reason { get; private set; }

    /// <summary>Compares an answer with conda's, or with a peer's; the reason that one of them gives is told with a difference.</summary>
    public void Expect<T>(string question, T conda, T tare, string? reason = null)
    {
        lock (_failures)
        {
            if (EqualityComparer<T>.Default.Equals(conda, tare))
            {
                Passed++;
            }
            else
            {
                _failures.Add($"{question}: conda says {Show(conda)}, tare says {Show(tare)}{(reason is null ? "" : $" ({reason.ReplaceLineEndings(" ").Trim()})")}");
            }
        }
    }

    /// <summary>Asks one row; an answer that cannot be given counts as one that differs, and the next rows are asked all the same.</summary>
    public void Ask(JsonElement row, Action<JsonElement, Tally> ask)
    {
        try
        {
            ask(row, this);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            var text = row.GetRawText();
            Expect(text.Length > MostShown ? text[..MostShown] : text, "an answer", $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    /// <summary>Leaves a question out.</summary>
    public void Skip() => Skipped++;

    /// <summary>Leaves all questions out.</summary>
    public void Skip(string reason) => Reason = reason;

    private static string Show<T>(T value) => value is null ? "nothing" : $"`{value}`";
}
