namespace Tare.Dockerfile.Conda;

/// <summary>Takes a spec as people write it in a Dockerfile apart, as far as rules need it: channel, name, and whether a version is asked for.</summary>
/// <param name="Channel">What stands before <c>::</c>, or null.</param>
/// <param name="Name">Lower-case; empty for a path or URL.</param>
/// <param name="HasVersion">Something constrains the version.</param>
public readonly record struct SpecText(string? Channel, string Name, bool HasVersion)
{
    private static readonly System.Buffers.SearchValues<char> NameEnds = System.Buffers.SearchValues.Create("=<>!~ [;@");

    /// <summary>Reads a conda spec or a pip requirement.</summary>
    public static SpecText Read(string text)
    {
        if (text.Contains('/', StringComparison.Ordinal) && !text.Contains("::", StringComparison.Ordinal))
        {
            return new SpecText(null, "", HasVersion: true);
        }

        var colon = text.IndexOf("::", StringComparison.Ordinal);
        var channel = colon > 0 ? text[..colon] : null;
        var rest = (colon > 0 ? text[(colon + 2)..] : text).Trim();
        var end = rest.AsSpan().IndexOfAny(NameEnds);
        var name = (end < 0 ? rest : rest[..end]).Trim().ToLowerInvariant();
        var constraint = end < 0 ? "" : rest[end..];
        return new SpecText(channel, name, constraint.AsSpan().IndexOfAny("=<>~@") >= 0);
    }
}
