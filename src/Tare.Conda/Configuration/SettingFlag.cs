namespace Tare.Conda.Configuration;

/// <summary>What a comment <c>#!final</c>, <c>#!top</c> or <c>#!bottom</c> beside a setting asks for.</summary>
internal enum SettingFlag
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>No later source changes the value.</summary>
    Final,

    /// <summary>The item stands before those of every other source.</summary>
    Top,

    /// <summary>The item stands behind those of every other source.</summary>
    Bottom,
}
