using System.Globalization;
using System.Text;

namespace Tare.Testing.Servers;

/// <summary>HTTP/1.1 messages on a stream (RFC 9112): as much of it as clients send and tests need.</summary>
internal sealed class HttpWire(Stream stream) : IDisposable
{
    private const int LongestLine = 65536;

    // Two buffers over one stream: a client that pipelines has its next request read already when the answer is written.
    private readonly BufferedStream _input = new(stream, 65536);
    private readonly BufferedStream _output = new(stream, 65536);

    /// <summary>The next request, or null when the client has closed the connection.</summary>
    internal ServerRequest? ReadRequest()
    {
        if (ReadLine() is not { Length: > 0 } first || first.Split(' ') is not [var method, var target, _])
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (ReadLine() is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                // Not HTTP: a client that tries TLS first sends bytes that may look like lines.
                return null;
            }

            var (name, value) = (line[..colon].Trim(), line[(colon + 1)..].Trim());
            headers[name] = headers.TryGetValue(name, out var before) ? $"{before}, {value}" : value;
        }

        if (headers.GetValueOrDefault("Expect")?.Equals("100-continue", StringComparison.OrdinalIgnoreCase) == true)
        {
            Write("HTTP/1.1 100 Continue\r\n\r\n");
            _output.Flush();
        }

        return new ServerRequest(method, target, headers, ReadBody(headers));
    }

    public void Dispose()
    {
        _output.Dispose();
        _input.Dispose();
    }

    internal void WriteHead(ServerResponse response)
    {
        var head = new StringBuilder($"HTTP/1.1 {response.Status} {Reason(response.Status)}\r\n");
        foreach (var (name, value) in response.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (response.Chunked)
        {
            head.Append("Transfer-Encoding: chunked\r\n");
        }
        else if (response.Status is not (204 or 304) && !response.Headers.Exists(h => h.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)))
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {response.Body.Length}\r\n");
        }

        Write(head.Append(response.Close ? "Connection: close\r\n\r\n" : "\r\n").ToString());
        _output.Flush();
    }

    internal void WriteBody(ReadOnlySpan<byte> bytes, bool chunked)
    {
        if (bytes.Length > 0)
        {
            Write(chunked ? $"{bytes.Length:x}\r\n" : "");
            _output.Write(bytes);
            Write(chunked ? "\r\n" : "");
        }

        _output.Flush();
    }

    internal void EndBody(bool chunked)
    {
        Write(chunked ? "0\r\n\r\n" : "");
        _output.Flush();
    }

    private byte[] ReadBody(Dictionary<string, string> headers)
    {
        if (headers.GetValueOrDefault("Transfer-Encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true)
        {
            using var body = new MemoryStream();
            while (ReadLine() is { } size && Convert.ToInt32(size.Split(';')[0], 16) is > 0 and var length)
            {
                body.Write(ReadExactly(length));
                ReadLine();
            }

            ReadLine();
            return body.ToArray();
        }

        return long.TryParse(headers.GetValueOrDefault("Content-Length"), out var declared) ? ReadExactly((int)declared) : [];
    }

    private byte[] ReadExactly(int length)
    {
        var bytes = new byte[length];
        _input.ReadExactly(bytes);
        return bytes;
    }

    private string? ReadLine()
    {
        var line = new StringBuilder();
        for (var read = _input.ReadByte(); read != '\n'; read = _input.ReadByte())
        {
            if (read < 0 || line.Length > LongestLine)
            {
                return null;
            }

            line.Append((char)read);
        }

        return line.ToString().TrimEnd('\r');
    }

    private void Write(string text) => _output.Write(Encoding.Latin1.GetBytes(text));

    private static string Reason(int status) => Enum.IsDefined((System.Net.HttpStatusCode)status) ? $"{(System.Net.HttpStatusCode)status}" : "Status";
}
