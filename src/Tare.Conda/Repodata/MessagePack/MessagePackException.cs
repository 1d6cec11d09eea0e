namespace Tare.Conda.Repodata.MessagePack;

/// <summary>Bytes that are no MessagePack, or not the values expected.</summary>
public sealed class MessagePackException(string problem, int position) : CondaException($"byte {position} of the MessagePack data {problem}");
