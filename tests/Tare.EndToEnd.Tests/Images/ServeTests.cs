using System.Diagnostics;
using Tare.EndToEnd.Tests.Images.Clients;
using Tare.Testing.Debian;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Images;

/// <summary>Services of <c>--serve</c>, of real packages and in real containers.</summary>
public sealed class ServeTests : IClassFixture<BuildPlace>
{
    private const string Service = "service";
    private readonly BuildPlace _place;

    public ServeTests(BuildPlace place)
    {
        TareBinary.Require();
        Assert.SkipWhen(BuildPlace.MissingReason is not null, BuildPlace.MissingReason ?? "");
        _place = place;
    }

    private void Build(DebianSet set, params string[] words)
    {
        Assert.SkipWhen(DebianChannel.MissingReason(set) is not null, DebianChannel.MissingReason(set) ?? "");
        var variables = new Dictionary<string, string>(_place.Variables) { ["CONDA_PKGS_DIRS"] = _place[$"{set}-pkgs"] };
        var built = TareBinary.Run(variables, ["image", "build", "--override-channels", "-c", $"file://{DebianChannel.Of(set).Path}", "-t", "service:1", "-o", _place["service.tar"], .. words]);
        built.ExitCode.ShouldBe(0, built.Error);
    }

    private void Start(DockerDaemon docker)
    {
        Assert.SkipWhen(docker.MissingReason is not null, docker.MissingReason ?? "");
        docker.Run("load", "-q", "-i", _place["service.tar"]);
        docker.Run("run", "-d", "--name", Service, "--network", "none", "--health-interval", "1s", "service:1");
        var health = "";
        for (var since = Stopwatch.StartNew(); health is not "healthy" && since.Elapsed < TimeSpan.FromSeconds(60); Thread.Sleep(200))
        {
            health = docker.Run("inspect", "--format", "{{.State.Health.Status}}", Service).Trim();
        }

        health.ShouldBe("healthy", docker.Run("logs", Service));
    }

    [Fact]
    public void An_api_answers_in_its_container_and_its_health_check_finds_it()
    {
        Directory.CreateDirectory(_place["service"]);
        File.WriteAllText(_place["service/app.py"], "from fastapi import FastAPI\napp = FastAPI()\n@app.get('/')\ndef root():\n    return {'user': __import__('os').getuid()}\n");
        Build(DebianSet.Services, "--serve", "api", "--base", _place.Base, "--copy", $"{_place["service"]}:/home/app");
        using var docker = new DockerDaemon();
        Start(docker);
        docker.Run("exec", Service, "python", "-c", "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8000/').read().decode())").Trim().ShouldBe("{\"user\":1000}");
        docker.Run("rm", "-f", Service);
    }

    [Fact]
    public void Over_ssh_the_environment_is_active_for_commands_and_in_a_login_shell()
    {
        Assert.SkipWhen(DebianBase.MissingReason is not null, DebianBase.MissingReason ?? "");
        DebianBase.Unpack(_place["debian/root"]);
        Tool.Run("tar", "-C", _place["debian/root"], "-cf", _place["debian/layer.tar"], ".");
        Tool.Run("umoci", "init", "--layout", _place["debian/layout"]);
        Tool.Run("umoci", "new", "--image", $"{_place["debian/layout"]}:1");
        Tool.Run("umoci", "raw", "add-layer", "--image", $"{_place["debian/layout"]}:1", _place["debian/layer.tar"]);

        // Debian's sshd looks for its settings there, conda-forge's in the environment.
        Directory.CreateDirectory(_place["ssh"]);
        File.WriteAllText(_place["ssh/sshd_config"], "");
        Build(DebianSet.Ssh, "python", "--serve", "ssh", "-n", "lab", "--env", "GREETING=good day", "--base", $"oci:{_place["debian/layout"]}:1", "--copy", $"{_place["ssh"]}:/etc/ssh");
        using var docker = new DockerDaemon();
        Start(docker);
        docker.Run("exec", Service, "sh", "-c", "mkdir -p -m 700 /root/.ssh && ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/id_ed25519 && cp /root/.ssh/id_ed25519.pub /root/.ssh/authorized_keys");
        string[] ssh = ["exec", Service, "ssh", "-o", "StrictHostKeyChecking=no", "-p", "2222", "root@127.0.0.1"];
        const string Tell = "python -c 'import sys, os; print(sys.prefix, os.environ[\"CONDA_DEFAULT_ENV\"], os.environ[\"GREETING\"])'";
        const string Told = "/opt/conda/envs/lab lab good day";
        docker.Run([.. ssh, Tell]).Trim().ShouldBe(Told);
        docker.Run([.. ssh, $"sh -l -c '{Tell.Replace("'", "'\\''", StringComparison.Ordinal)}'"]).Trim().ShouldBe(Told);
        docker.Run("rm", "-f", Service);
    }
}
