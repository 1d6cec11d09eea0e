using System.Text;

namespace Tare.Conda.Prefixes;

/// <summary>The first lines of a METADATA or PKG-INFO file (PEP 566).</summary>
internal static class PythonMetadata
{
    private const int HeaderLimit = 64 << 10;

    /// <summary>Name and version; null where the file does not say or cannot be read.</summary>
    internal static (string? Name, string? Version) Read(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            var buffer = new byte[Math.Min(RandomAccess.GetLength(file), HeaderLimit)];
            var length = RandomAccess.Read(file, buffer, 0);
            return Parse(Encoding.UTF8.GetString(buffer, 0, length));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, null);
        }
    }

    private static (string? Name, string? Version) Parse(string text)
    {
        string? name = null;
        string? version = null;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.Length == 0 || (name is not null && version is not null))
            {
                break;
            }

            if (line.StartsWith("Name:", StringComparison.OrdinalIgnoreCase))
            {
                name ??= line[5..].Trim().ToString();
            }
            else if (line.StartsWith("Version:", StringComparison.OrdinalIgnoreCase))
            {
                version ??= line[8..].Trim().ToString();
            }
        }

        return (name is { Length: > 0 } ? name : null, version is { Length: > 0 } ? version : null);
    }
}
