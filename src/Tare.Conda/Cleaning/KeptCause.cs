namespace Tare.Conda.Cleaning;

/// <summary>Why a thing stays.</summary>
public enum KeptCause
{
    /// <summary>Environments use it.</summary>
    InUse,

    /// <summary>The file has another name elsewhere: removing this one frees nothing.</summary>
    OtherName,

    /// <summary>It was used not long ago, and <c>--keep-newer</c> says to keep it.</summary>
    Recent,

    /// <summary>The caches fit in <c>--max-size</c> without it.</summary>
    WithinSize,

    /// <summary>It is nothing a conda tool made, as far as can be told.</summary>
    NotOurs,

    /// <summary>This user cannot change the cache.</summary>
    NotWritable,

    /// <summary>It could not be looked at, so nobody knows whether it is used.</summary>
    Unreadable,

    /// <summary>Another process is at work on it.</summary>
    Busy,
}
