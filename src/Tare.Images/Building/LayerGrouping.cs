using System.Globalization;

namespace Tare.Images.Building;

/// <summary>How packages are spread over layers.</summary>
/// <param name="Budget">The most layers that packages may take; 1 puts all into one.</param>
public readonly record struct LayerGrouping(int Budget)
{
    /// <summary>Docker and overlayfs stack 127 layers; the base, the environment and the application need some.</summary>
    public const int Most = 100;

    /// <summary>A layer for each package, as far as layers go.</summary>
    public static LayerGrouping Package => new(Most);

    /// <summary>All packages in one layer.</summary>
    public static LayerGrouping Single => new(1);

    /// <summary>Reads <c>package</c>, <c>single</c> or a number from 1 to <see cref="Most"/>.</summary>
    public static bool TryParse(string text, out LayerGrouping grouping)
    {
        grouping = text == "package" ? Package : Single;
        if (text is "package" or "single")
        {
            return true;
        }

        grouping = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var budget) ? new LayerGrouping(budget) : default;
        return grouping.Budget is >= 1 and <= Most;
    }

    /// <inheritdoc/>
    public override string ToString() => Budget == Most ? "package" : Budget == 1 ? "single" : Budget.ToString(CultureInfo.InvariantCulture);
}
