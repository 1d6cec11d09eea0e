namespace Tare.Primitives.Progress;

/// <summary>What a <see cref="ProgressMeter"/> counts.</summary>
public enum ProgressUnit
{
    /// <summary>Things.</summary>
    Items,

    /// <summary>Files.</summary>
    Files,

    /// <summary>Bytes.</summary>
    Bytes,
}
