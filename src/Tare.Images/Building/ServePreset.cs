namespace Tare.Images.Building;

/// <summary>A way in which an environment is served, as plain configuration that every option of the command line overrides.</summary>
/// <param name="Name">What <c>--serve</c> calls it.</param>
/// <param name="Packages">The packages it needs.</param>
/// <param name="Settings">How the container starts.</param>
/// <param name="NeedsBase">It needs a shell and a list of users.</param>
public sealed record ServePreset(string Name, IReadOnlyList<string> Packages, ContainerSettings Settings, bool NeedsBase)
{
    private const string AppUser = "1000:1000";

    /// <summary>Every preset.</summary>
    public static IReadOnlyList<ServePreset> All { get; } =
    [
        new("jupyter", ["jupyterlab"], new ContainerSettings
        {
            Entrypoint = ["jupyter", "lab", "--ip=0.0.0.0", "--port=8888", "--no-browser"],
            Ports = ["8888/tcp"],
            User = AppUser,
            Variables = [new("HOME", "/home/app")],
            WorkingDirectory = "/home/app",
            HealthCheck = ["CMD", "python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8888/api', timeout=3)"],
        }, NeedsBase: false),
        new("ssh", ["openssh"], new ContainerSettings
        {
            Entrypoint = ["sh", "-c", "mkdir -p /run/sshd; test -f /etc/ssh_host_ed25519_key || ssh-keygen -q -t ed25519 -N '' -f /etc/ssh_host_ed25519_key; exec \"$(command -v sshd || echo \"$CONDA_PREFIX/sbin/sshd\")\" -D -e -p 2222 -h /etc/ssh_host_ed25519_key"],
            Ports = ["2222/tcp"],
            User = "0:0",
            HealthCheck = ["CMD-SHELL", "ssh-keyscan -p 2222 -T 3 127.0.0.1 | grep -q ssh"],
        }, NeedsBase: true),
        new("api", ["uvicorn", "fastapi"], new ContainerSettings
        {
            Entrypoint = ["uvicorn"],
            Cmd = ["app:app", "--host", "0.0.0.0", "--port", "8000"],
            Ports = ["8000/tcp"],
            User = AppUser,
            Variables = [new("HOME", "/home/app")],
            WorkingDirectory = "/home/app",
            HealthCheck = ["CMD", "python", "-c", "import socket; socket.create_connection(('127.0.0.1', 8000), 3).close()"],
        }, NeedsBase: false),
    ];

    /// <summary>The home folder that the preset's user needs, or null.</summary>
    public string? Home => Settings.User == AppUser ? Settings.WorkingDirectory : null;
}
