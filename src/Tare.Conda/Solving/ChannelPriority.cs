namespace Tare.Conda.Solving;

/// <summary>What the order of channels means (conda's `channel_priority`).</summary>
public enum ChannelPriority
{
    /// <summary>A package that an earlier channel has is taken from there only.</summary>
    Strict,

    /// <summary>An earlier channel is preferred, a later one taken when nothing else will do.</summary>
    Flexible,

    /// <summary>The newest version is preferred, wherever it is.</summary>
    Disabled,
}
