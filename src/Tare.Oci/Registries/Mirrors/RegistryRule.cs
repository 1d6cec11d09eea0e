namespace Tare.Oci.Registries.Mirrors;

/// <summary>What a configuration says of the references that begin with a prefix.</summary>
/// <param name="Prefix"><c>host[:port][/path]</c>, or <c>*.domain</c>.</param>
/// <param name="Mirrors">The places to ask first: <c>host[:port][/path]</c>, which replaces the prefix.</param>
/// <param name="IsInsecure">The registry itself may be plain http or have any certificate.</param>
/// <param name="IsBlocked">The references may not be used at all.</param>
internal sealed record RegistryRule(string Prefix, IReadOnlyList<(string Location, bool IsInsecure)> Mirrors, bool IsInsecure, bool IsBlocked)
{
    internal bool Matches(string name) => Prefix.StartsWith("*.", StringComparison.Ordinal)
        ? name.Split('/')[0].EndsWith(Prefix[1..], StringComparison.OrdinalIgnoreCase)
        : name.Equals(Prefix, StringComparison.Ordinal) || name.StartsWith(Prefix + "/", StringComparison.Ordinal);
}
