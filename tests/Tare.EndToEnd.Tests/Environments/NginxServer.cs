using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Environments;

/// <summary>nginx serving a channel: open, behind a token, behind a password, behind a redirect.</summary>
internal sealed class NginxServer : IDisposable
{
    private readonly string _folder;
    private readonly Process _process;

    internal NginxServer(string folder, string channel)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        Port = FreePort();
        Tare.Primitives.Files.AtomicFile.Write(Path.Join(_folder, "users"), "me:{PLAIN}hunter2\n");
        Tare.Primitives.Files.AtomicFile.Write(Path.Join(_folder, "nginx.conf"), Configuration(channel));
        _process = Process.Start(new ProcessStartInfo("nginx", ["-p", _folder, "-c", Path.Join(_folder, "nginx.conf"), "-e", Path.Join(_folder, "error.log")]) { RedirectStandardError = true })!;
        Wait();
    }

    internal int Port { get; }

    internal string Url => $"http://127.0.0.1:{Port}";

    /// <summary>A line for each request: status, method, path, range.</summary>
    internal string[] Requests => File.ReadAllLines(Path.Join(_folder, "access.log"));

    internal static void Require() => Assert.SkipUnless(Tool.Exists("nginx"), "needs nginx");

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Configuration(string channel) => $$"""
        daemon off;
        master_process off;
        pid {{_folder}}/pid;
        events {}
        http {
            log_format short '$status $request_method $uri $http_range';
            access_log {{_folder}}/access.log short;
            client_body_temp_path {{_folder}}/body; proxy_temp_path {{_folder}}/proxy; fastcgi_temp_path {{_folder}}/f; uwsgi_temp_path {{_folder}}/u; scgi_temp_path {{_folder}}/s;
            server {
                listen 127.0.0.1:{{Port}};
                location /open/ { alias {{channel}}/; }
                location /t/tk-secret-1/closed/ { alias {{channel}}/; }
                location /private/ { alias {{channel}}/; auth_basic "channel"; auth_basic_user_file {{_folder}}/users; }
                location /moved/ { rewrite ^/moved/(.*)$ /open/$1 redirect; }
                location /broken/ { alias {{channel}}/; location ~ \.conda$ { return 503; } }
            }
        }
        """;

    private void Wait()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            using var client = new TcpClient();
            try
            {
                client.Connect(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (!_process.HasExited)
            {
                Thread.Sleep(20);
            }
        }

        throw new InvalidOperationException($"nginx does not listen: {(_process.HasExited ? _process.StandardError.ReadToEnd() : "")}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
