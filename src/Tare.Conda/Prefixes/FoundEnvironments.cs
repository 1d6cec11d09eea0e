namespace Tare.Conda.Prefixes;

/// <summary>What a search for environments came to.</summary>
/// <param name="Environments">The environments, sorted by path, each once: by the first name it was met under.</param>
/// <param name="Problems">Places that could not be searched: path and reason.</param>
public sealed record FoundEnvironments(IReadOnlyList<CondaPrefix> Environments, IReadOnlyList<KeyValuePair<string, string>> Problems);
