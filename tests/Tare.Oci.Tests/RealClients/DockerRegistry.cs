using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Tare.Testing;
using Tare.Testing.Processes;

namespace Tare.Oci.Tests.RealClients;

/// <summary>Debian's docker-registry on a loopback port, open or with a password file.</summary>
internal sealed class DockerRegistry : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;

    internal DockerRegistry(string? userInfo = null)
    {
        Host = $"127.0.0.1:{FreePort()}";
        var auth = "";
        if (userInfo?.Split(':') is [var user, var password])
        {
            var hash = Tool.Run("htpasswd", "-Bbn", user, password);
            auth = $"auth: {{htpasswd: {{realm: test, path: {_folder.Write("htpasswd", hash)}}}}}\n";
        }

        var config = _folder.Write("config.yml", $"""
            version: 0.1
            log: {"{level: error}"}
            storage: {"{"}filesystem: {"{"}rootdirectory: {_folder["data"]}{"}"}, delete: {"{"}enabled: true{"}"}{"}"}
            http: {"{"}addr: "{Host}"{"}"}
            {auth}
            """);
        var start = new ProcessStartInfo("docker-registry", ["serve", config]) { RedirectStandardError = true, RedirectStandardOutput = true };

        // The registry takes every REGISTRY_* variable for a setting.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("REGISTRY_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        _process = Process.Start(start)!;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        Wait();
    }

    internal string Host { get; }

    internal static string? Missing => Array.Find(["docker-registry", "skopeo", "umoci", "htpasswd"], p => !Tool.Exists(p)) is { } program
        ? $"needs `{program}`; ./dev test installs it"
        : null;

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Wait()
    {
        for (var i = 0; i < 200; i++)
        {
            try
            {
                using var client = new TcpClient();
                client.Connect(IPEndPoint.Parse(Host));
                return;
            }
            catch (SocketException)
            {
                Thread.Sleep(50);
            }
        }

        throw new InvalidOperationException("docker-registry does not listen");
    }
}
