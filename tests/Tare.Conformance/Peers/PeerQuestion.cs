namespace Tare.Conformance.Peers;

/// <summary>One request to be answered by Tare and by another solver.</summary>
/// <param name="Channel">A folder of the corpora's <c>repodata</c>.</param>
/// <param name="Subdirs">The subdirs that it has of those for 64-bit Linux.</param>
/// <param name="Specs">What is asked for.</param>
internal sealed record PeerQuestion(string Channel, IReadOnlyList<string> Subdirs, IReadOnlyList<string> Specs);
