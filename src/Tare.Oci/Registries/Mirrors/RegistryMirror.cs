namespace Tare.Oci.Registries.Mirrors;

/// <summary>Another place that has a repository's content.</summary>
/// <param name="Host">Host and optional port.</param>
/// <param name="Repository">The repository's path there.</param>
/// <param name="IsInsecure">Plain http and unchecked certificates are allowed.</param>
public sealed record RegistryMirror(string Host, string Repository, bool IsInsecure);
