namespace Tare.Conda.Solving.Candidates;

/// <summary>Distinct texts of dependencies and constraints, numbered from 0.</summary>
internal sealed class SpecTexts
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    /// <summary>The text of a number.</summary>
    public string this[int number] => _texts[number];

    /// <summary>The number of a text.</summary>
    public int NumberOf(string text)
    {
        if (!_numbers.TryGetValue(text, out var number))
        {
            number = _texts.Count;
            _texts.Add(text);
            _numbers.Add(text, number);
        }

        return number;
    }
}
