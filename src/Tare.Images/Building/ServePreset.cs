namespace Tare.Images.Building;

/// <summary>A way in which an environment is served, as plain configuration that every option of the command line overrides.</summary>
/// <param name="Name">What <c>--serve</c> calls it.</param>
/// <param name="Packages">The packages it needs.</param>
/// <param name="Settings">How the container starts.</param>
/// <param name="NeedsBase">It needs a shell and a list of users.</param>
public sealed record ServePreset(string Name, IReadOnlyList<string> Packages, ContainerSettings Settings, bool NeedsBase)
{
    private const string AppUser = "1000:1000";

    // sshd wants an unprivileged user and an empty folder of root's, which a small base has not, and starts sessions with an environment
    // of its own: what the image sets is handed on, to a login shell by its profile, as that sets PATH anew.
    private const string Sshd = """
        mkdir -p /run/sshd /var/empty /etc/profile.d
        id -u sshd >/dev/null 2>&1 || echo 'sshd:x:74:65534::/var/empty:/bin/false' >>/etc/passwd
        test -f /etc/ssh_host_ed25519_key || ssh-keygen -q -t ed25519 -N '' -f /etc/ssh_host_ed25519_key
        own='HOME|PWD|OLDPWD|SHLVL|HOSTNAME|TERM|USER|LOGNAME|SHELL|_'
        export -p | grep -vE "^(export|declare -x) ($own)(=|$)" >/etc/profile.d/zz-image.sh
        handed=$(env | sed -nE "/^($own)=/d; s/^([A-Za-z_][A-Za-z0-9_]*)=([^\"]*)$/\1=\"\2\"/p" | tr '\n' ' ')
        exec "$(command -v sshd || echo "$CONDA_PREFIX/sbin/sshd")" -D -e -p 2222 -h /etc/ssh_host_ed25519_key -o "SetEnv=$handed"
        """;

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
            Entrypoint = ["sh", "-c", Sshd],
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
