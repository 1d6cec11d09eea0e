namespace Tare.Testing.Servers;

/// <summary>A request as it came over the wire.</summary>
/// <param name="Method">GET, HEAD …</param>
/// <param name="Target">Path and query as sent, percent-encoding kept.</param>
/// <param name="Headers">By name, case ignored; repeated ones joined by a comma.</param>
/// <param name="Body">Empty where none was sent.</param>
public sealed record ServerRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The path, decoded, without the query.</summary>
    public string Path => Uri.UnescapeDataString(Target.Split('?', 2)[0]);

    /// <summary>What follows the question mark; empty where there is none.</summary>
    public string Query => Target.Split('?', 2) is [_, var query] ? query : "";

    /// <summary>The connection the request came by: 1 for the first one of the server.</summary>
    public int Connection { get; init; }

    /// <summary>A header, or null.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Target}";
}
