namespace Tare.Archives.Packages;

/// <summary>Paths inside a package, made safe.</summary>
public static class PackagePathName
{
    /// <summary>
    /// The path without <c>./</c>, doubled slashes and a slash at its end; empty for the root itself; null where it is absolute or
    /// climbs with <c>..</c>, which no honest package does.
    /// </summary>
    public static ReadOnlyMemory<byte>? Normalize(ReadOnlyMemory<byte> path)
    {
        var span = path.Span;
        if (span.StartsWith((byte)'/') || span.Contains((byte)0))
        {
            return null;
        }

        return IsNormal(span) ? path : Rebuild(span);
    }

    /// <summary>The path is one that <see cref="Normalize"/> gives back as it is.</summary>
    internal static bool IsNormal(ReadOnlySpan<char> path)
    {
        if (path.Contains('\0'))
        {
            return false;
        }

        foreach (var range in path.Split('/'))
        {
            if (path[range] is "" or "." or "..")
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNormal(ReadOnlySpan<byte> path)
    {
        foreach (var range in path.Split((byte)'/'))
        {
            if (path[range] is [] or [(byte)'.'] or [(byte)'.', (byte)'.'])
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlyMemory<byte>? Rebuild(ReadOnlySpan<byte> path)
    {
        var parts = new List<byte>(path.Length);
        foreach (var range in path.Split((byte)'/'))
        {
            switch (path[range])
            {
                case [] or [(byte)'.']:
                    continue;
                case [(byte)'.', (byte)'.']:
                    return null;
                case var part:
                    if (parts.Count > 0)
                    {
                        parts.Add((byte)'/');
                    }

                    parts.AddRange(part);
                    break;
            }
        }

        return parts.ToArray();
    }
}
