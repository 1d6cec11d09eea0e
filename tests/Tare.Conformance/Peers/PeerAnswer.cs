namespace Tare.Conformance.Peers;

/// <summary>What a solver would install.</summary>
/// <param name="Versions">By name; null where it finds no solution.</param>
/// <param name="Error">Why there is none.</param>
internal sealed record PeerAnswer(IReadOnlyDictionary<string, string>? Versions, string? Error);
