using System.Text;

namespace Tare.Testing.Packages;

/// <summary>The build prefix that packages carry in place of the one they are installed to: 255 bytes, as conda-build pads it.</summary>
public static class Placeholder
{
    private const string Head = "/opt/conda/conda-bld/tare_1700000000000/_h_env_";
    private const string Pad = "placehold_";

    /// <summary>The path.</summary>
    public static string Text { get; } = string.Concat(Head, string.Concat(Enumerable.Repeat(Pad, 30)))[..254] + "p";

    /// <summary>The path's bytes.</summary>
    public static ReadOnlyMemory<byte> Bytes { get; } = Encoding.ASCII.GetBytes(Text);

    /// <summary><c>text</c> or <c>binary</c> for content that holds the placeholder, null for other content.</summary>
    public static string? ModeOf(ReadOnlySpan<byte> content) =>
        content.IndexOf(Bytes.Span) < 0 ? null : content.Contains((byte)0) ? "binary" : "text";

    /// <summary>
    /// The content as it must read in a prefix. In binary content every string keeps its length: what the prefix is shorter by is
    /// made up with NULs at the string's end.
    /// </summary>
    public static byte[] Replace(byte[] content, string mode, string prefix) =>
        mode == "binary" ? ReplaceBinary(content, Encoding.UTF8.GetBytes(prefix)) : ReplaceText(content, Encoding.UTF8.GetBytes(prefix));

    private static byte[] ReplaceText(byte[] content, byte[] prefix)
    {
        using var result = new MemoryStream(content.Length);
        var rest = content.AsSpan();
        for (var at = rest.IndexOf(Bytes.Span); at >= 0; at = rest.IndexOf(Bytes.Span))
        {
            result.Write(rest[..at]);
            result.Write(prefix);
            rest = rest[(at + Bytes.Length)..];
        }

        result.Write(rest);
        return result.ToArray();
    }

    private static byte[] ReplaceBinary(byte[] content, byte[] prefix)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefix.Length, Bytes.Length, nameof(prefix));
        var result = (byte[])content.Clone();
        for (var from = 0; result.AsSpan(from).IndexOf(Bytes.Span) is >= 0 and var offset;)
        {
            var start = from + offset;
            var length = result.AsSpan(start).IndexOf((byte)0);
            var end = length < 0 ? result.Length : start + length;
            var replaced = ReplaceText(result[start..end], prefix);
            replaced.CopyTo(result, start);
            result.AsSpan(start + replaced.Length, end - start - replaced.Length).Clear();
            from = end;
        }

        return result;
    }
}
