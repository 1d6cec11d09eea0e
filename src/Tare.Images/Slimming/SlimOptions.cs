using Tare.Images.Inspection;

namespace Tare.Images.Slimming;

/// <summary>What a slimming takes away.</summary>
public sealed record SlimOptions
{
    /// <summary>The kinds of waste that go.</summary>
    public IReadOnlySet<WasteCategory> Categories { get; init; } = WasteCategories.All.ToHashSet();

    /// <summary>What goes beyond waste.</summary>
    public IReadOnlySet<SlimProfile> Profiles { get; init; } = new HashSet<SlimProfile>();

    /// <summary>Neighbouring layers become one until no more than this are left; at least 1. Null leaves them apart.</summary>
    public int? SquashTo { get; init; }
}
