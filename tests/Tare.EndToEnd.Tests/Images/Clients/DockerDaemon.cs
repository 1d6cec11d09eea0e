using System.Diagnostics;
using Tare.Testing;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Images.Clients;

/// <summary>A Docker daemon of its own: data and socket in a temporary folder, no network, no firewall rules.</summary>
internal sealed class DockerDaemon : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TemporaryFolder _folder = new();
    private readonly Process? _process;

    internal DockerDaemon()
    {
        if (!TareBinary.IsRoot || !Tool.Exists("dockerd") || !Tool.Exists("docker"))
        {
            MissingReason = "needs root and docker.io";
            return;
        }

        var start = new ProcessStartInfo("dockerd") { RedirectStandardError = true, RedirectStandardOutput = true };
        string[] words =
        [
            "--iptables=false", "--bridge=none", "--ip-forward=false", "--ip-masq=false", "--data-root", _folder["data"],
            "--exec-root", _folder["exec"], "--pidfile", _folder["pid"], "--host", Socket,
        ];
        Array.ForEach(words, start.ArgumentList.Add);
        _process = Process.Start(start)!;
        var last = "";
        _process.ErrorDataReceived += (_, line) => last = line.Data ?? last;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        for (var since = Stopwatch.StartNew(); Tool.Try("docker", "--host", Socket, "version").ExitCode != 0;)
        {
            if (_process.WaitForExit(100) || since.Elapsed > Patience)
            {
                MissingReason = $"dockerd does not start here: {last}";
                return;
            }
        }
    }

    /// <summary>Why there is no daemon, or null.</summary>
    internal string? MissingReason { get; }

    private string Socket => $"unix://{_folder["docker.sock"]}";

    /// <summary>Standard output of a docker command that must succeed.</summary>
    internal string Run(params IEnumerable<string> arguments) =>
        Tool.Run("env", ["DOCKER_BUILDKIT=0", $"DOCKER_CONFIG={_folder["client"]}", "docker", "--host", Socket, .. arguments]);

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            Tool.Try("kill", $"{_process.Id}");
            if (!_process.WaitForExit(TimeSpan.FromSeconds(20)))
            {
                _process.Kill();
            }
        }

        Mounts.RemoveBelow(_folder.Path);
        _process?.Dispose();
        _folder.Dispose();
    }
}
