using System.Text;

namespace Tare.Testing.Servers;

/// <summary>What a test server answers, and how badly it behaves while doing so.</summary>
/// <param name="Status">The status code.</param>
public sealed record ServerResponse(int Status)
{
    /// <summary>Headers in the order they are sent; Content-Length is added.</summary>
    public List<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The whole body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Send without Content-Length, in chunks.</summary>
    public bool Chunked { get; init; }

    /// <summary>Close the connection rudely (a reset) after this many bytes of the body.</summary>
    public long? CutAfter { get; init; }

    /// <summary>Stop for <see cref="Stall"/> after this many bytes of the body.</summary>
    public long StallAfter { get; init; }

    /// <summary>How long to stop; zero for not at all.</summary>
    public TimeSpan Stall { get; init; }

    /// <summary>After <see cref="StallAfter"/> bytes, send each byte by itself and rest for <see cref="Stall"/> before it.</summary>
    public bool Trickles { get; init; }

    /// <summary>Close the connection after the answer.</summary>
    public bool Close { get; init; }

    /// <summary>An answer of UTF-8 text.</summary>
    public static ServerResponse Text(int status, string text, string type = "text/plain; charset=utf-8") =>
        new(status) { Body = Encoding.UTF8.GetBytes(text), Headers = { ("Content-Type", type) } };

    /// <summary>The same answer with one more header.</summary>
    public ServerResponse With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };
}
