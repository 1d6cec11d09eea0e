namespace Tare.Conda.Configuration;

/// <summary>How many values a parameter holds, and how they are arranged.</summary>
public enum ParameterShape
{
    /// <summary>One.</summary>
    Single,

    /// <summary>A list.</summary>
    List,

    /// <summary>A map from names to values.</summary>
    Map,

    /// <summary>A map from names to lists.</summary>
    MapOfLists,

    /// <summary>A list of maps.</summary>
    ListOfMaps,
}
