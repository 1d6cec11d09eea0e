using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tare.Testing.Servers;

/// <summary>
/// A proxy that knows CONNECT (RFC 9110, 9.3.6) and leads every tunnel to one server, whatever host was asked for, so that names
/// which do not exist can be reached. One thread per direction.
/// </summary>
public sealed class TunnelProxy : IDisposable
{
    private const int LongestHead = 65536;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _open = [];
    private readonly ConcurrentQueue<string> _heads = new();
    private readonly Uri _server;

    /// <summary>Starts to listen for tunnels to <paramref name="server"/>.</summary>
    public TunnelProxy(Uri server)
    {
        _server = server;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        new Thread(Accept) { IsBackground = true, Name = "proxy" }.Start();
    }

    /// <summary>Where the proxy is.</summary>
    public Uri Address { get; }

    /// <summary>What was asked of it: request lines with their headers.</summary>
    public IReadOnlyList<string> Heads => [.. _heads];

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Stop();
        foreach (var client in _open)
        {
            client.Dispose();
        }
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var client = _listener.AcceptTcpClient();
                _open.Add(client);
                new Thread(() => Serve(client)) { IsBackground = true, Name = "proxy tunnel" }.Start();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was closed: the proxy ends.
        }
    }

    private void Serve(TcpClient client)
    {
        try
        {
            var near = client.GetStream();
            var head = ReadHead(near);
            _heads.Enqueue(head);
            if (!head.StartsWith("CONNECT ", StringComparison.Ordinal))
            {
                near.Write("HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8);
                return;
            }

            using var server = new TcpClient(_server.Host, _server.Port);
            var far = server.GetStream();
            near.Write("HTTP/1.1 200 Connection established\r\n\r\n"u8);
            var back = new Thread(() => Pass(far, near)) { IsBackground = true, Name = "proxy answer" };
            back.Start();
            Pass(near, far);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // One side has gone.
        }
        finally
        {
            client.Dispose();
        }
    }

    // Byte by byte: what follows the empty line belongs to the tunnel.
    private static string ReadHead(NetworkStream stream)
    {
        var head = new StringBuilder();
        while (head.Length < LongestHead && stream.ReadByte() is >= 0 and var value)
        {
            head.Append((char)value);
            if (value == '\n' && head.Length >= 4 && head[^3] == '\n')
            {
                break;
            }
        }

        return head.ToString();
    }

    private static void Pass(NetworkStream from, NetworkStream to)
    {
        try
        {
            from.CopyTo(to);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // One side has gone, and with it the tunnel.
        }
    }
}
