namespace Tare.Conda.Channels;

/// <summary>A channel that cannot be used.</summary>
public sealed class ChannelException(string message, string hint) : CondaException(message, hint);
