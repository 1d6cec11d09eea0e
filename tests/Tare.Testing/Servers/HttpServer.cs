using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Tare.Testing.Servers;

/// <summary>
/// A small HTTP/1.1 server on a loopback port, down to the socket, so that it can misbehave in ways that a proper server library
/// never would: cut a body, stall, lie about its length. One thread per connection; kept alive until the client leaves.
/// </summary>
public sealed class HttpServer : IDisposable
{
    private readonly Func<ServerRequest, ServerResponse> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly bool _asksClient;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly ConcurrentQueue<ServerRequest> _requests = new();
    private readonly CancellationTokenSource _stop = new();
    private int _connections;

    /// <summary>Starts to listen; with a certificate, for https; <paramref name="asksClient"/>: only for clients that have a certificate too.</summary>
    public HttpServer(Func<ServerRequest, ServerResponse> answer, X509Certificate2? certificate = null, bool asksClient = false)
    {
        _asksClient = asksClient;
        _answer = answer;
        _certificate = certificate;
        _listener.Start(512);
        Address = new Uri($"{(certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        new Thread(Accept) { IsBackground = true, Name = "http server" }.Start();
    }

    /// <summary>Where the server is: <c>http://127.0.0.1:PORT/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Every request so far, in the order of arrival.</summary>
    public IReadOnlyList<ServerRequest> Requests => [.. _requests];

    /// <summary>Connections accepted so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Forgets the requests seen.</summary>
    public void ClearRequests() => _requests.Clear();

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        foreach (var socket in _open.Keys)
        {
            socket.Dispose();
        }

        _stop.Dispose();
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var socket = _listener.AcceptSocket();
                socket.NoDelay = true;
                _open[socket] = true;
                var number = Interlocked.Increment(ref _connections);
                new Thread(() => Serve(socket, number)) { IsBackground = true, Name = "http connection" }.Start();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was closed: the server ends.
        }
    }

    private void Serve(Socket socket, int connection)
    {
        try
        {
            using var stream = Secure(new NetworkStream(socket));
            using var wire = new HttpWire(stream);
            while (wire.ReadRequest() is { } request)
            {
                request = request with { Connection = connection };
                _requests.Enqueue(request);
                if (!Send(socket, wire, request, Answer(request)))
                {
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException
            or System.Security.Authentication.AuthenticationException)
        {
            // The client has gone, or does not trust the certificate.
        }
        finally
        {
            _open.TryRemove(socket, out _);
            socket.Dispose();
        }
    }

    private ServerResponse Answer(ServerRequest request)
    {
        try
        {
            return _answer(request);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return ServerResponse.Text(500, $"the test server's handler failed: {exception}") with { Close = true };
        }
    }

    private bool Send(Socket socket, HttpWire wire, ServerRequest request, ServerResponse response)
    {
        wire.WriteHead(response);
        var body = request.Method == "HEAD" ? default : response.Body;
        var end = Math.Min(body.Length, response.CutAfter ?? long.MaxValue);
        if (response.Stall > TimeSpan.Zero)
        {
            var before = (int)Math.Min(response.StallAfter, end);
            wire.WriteBody(body.Span[..before], response.Chunked);
            body = body[before..];
            end -= before;
            while (!_stop.Token.WaitHandle.WaitOne(response.Stall) && response.Trickles && end > 0)
            {
                wire.WriteBody(body.Span[..1], response.Chunked);
                body = body[1..];
                end--;
            }
        }

        wire.WriteBody(body.Span[..(int)end], response.Chunked);
        if (response.CutAfter is not null)
        {
            // Zero linger makes the kernel send a reset instead of an orderly end; what was sent before still arrives first.
            Thread.Sleep(20);
            socket.LingerState = new LingerOption(true, 0);
            return false;
        }

        wire.EndBody(response.Chunked && request.Method != "HEAD");
        return !response.Close;
    }

    private Stream Secure(NetworkStream stream)
    {
        if (_certificate is null)
        {
            return stream;
        }

        var secure = new SslStream(stream, leaveInnerStreamOpen: false, (_, shown, _, _) => shown is not null || !_asksClient);
        secure.AuthenticateAsServer(_certificate, _asksClient, checkCertificateRevocation: false);
        return secure;
    }
}
