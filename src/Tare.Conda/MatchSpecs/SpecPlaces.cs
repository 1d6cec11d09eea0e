namespace Tare.Conda.MatchSpecs;

/// <summary>Where in the text of a match spec its fields stand, so that an error can point at the character.</summary>
internal sealed class SpecPlaces
{
    private readonly List<(string Field, int Start, string? Written)> _places = new(4);

    /// <param name="field">The field.</param>
    /// <param name="start">Where its text begins.</param>
    /// <param name="written">The text as written, where its spaces were taken out or its <c>=</c> cut before it was read.</param>
    internal void Add(string field, int start, string? written = null) => _places.Add((field, start, written));

    internal int Find(string field, int position)
    {
        var place = _places.Find(p => p.Field == field);
        if (place.Field is null)
        {
            return 0;
        }

        if (place.Written is not { } written)
        {
            return place.Start + position;
        }

        var index = written.Length - written.TrimStart('=').Length;
        for (var seen = 0; index < written.Length; index++)
        {
            if (written[index] != ' ' && seen++ == position)
            {
                break;
            }
        }

        return place.Start + index;
    }
}
