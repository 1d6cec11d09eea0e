namespace Tare.Conformance;

/// <summary>Counts answers, and keeps those that differ.</summary>
public sealed class Tally
{
    private readonly List<string> _failures = [];

    /// <summary>Answers that agree.</summary>
    public int Passed { get; private set; }

    /// <summary>Questions of other tools' dialects, which conda does not answer.</summary>
    public int Skipped { get; private set; }

    /// <summary>One line for each answer that differs.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Compares an answer with conda's.</summary>
    public void Expect<T>(string question, T conda, T tare)
    {
        if (EqualityComparer<T>.Default.Equals(conda, tare))
        {
            Passed++;
        }
        else
        {
            _failures.Add($"{question}: conda says {Show(conda)}, tare says {Show(tare)}");
        }
    }

    /// <summary>Leaves a question out.</summary>
    public void Skip() => Skipped++;

    private static string Show<T>(T value) => value is null ? "nothing" : $"`{value}`";
}
