using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Parsing;
using Tare.Testing;
using Tare.Testing.Processes;

namespace Tare.Dockerfile.Tests.Fixing;

/// <summary>
/// Runs the scripts of a Dockerfile's RUNs in a real shell, among programs that only write down that they were called, and fail
/// where they are told to. <c>rm</c> and <c>mv</c> of a conda root take <c>conda</c> away.
/// </summary>
internal sealed class ScriptRun : IDisposable
{
    private const string Program = """
        #!/bin/sh
        name=${0##*/}
        echo "$name $*" >> "$CALLS"
        case ",$FAILING," in *",$name $1,"*) exit 3;; esac
        case "$name" in rm|mv) for word in "$@"; do case "$word" in *.sh|*/pkgs*) ;; *conda|*conda/bin|*conda3) /bin/rm -f "${0%/*}/conda";; esac; done;; esac
        exit 0
        """;

    private static readonly string[] Names = ["conda", "mamba", "pip", "python", "wget", "apt-get", "apt-cache", "rm", "mv", "sudo", "tee", "./setup.sh"];
    private readonly TemporaryFolder _folder = new();

    /// <summary>The calls of all RUNs up to the first that fails, and how the last one ended.</summary>
    /// <param name="dockerfile">The Dockerfile.</param>
    /// <param name="failing">Calls that fail: a program and its first word, such as <c>conda install</c>.</param>
    /// <param name="without">Programs that are not there.</param>
    internal (string[] Calls, int ExitCode) Run(string dockerfile, IEnumerable<string> failing, params string[] without)
    {
        var bin = _folder["bin"];
        if (Directory.Exists(bin))
        {
            Directory.Delete(bin, recursive: true);
        }

        foreach (var name in Names.Except(without))
        {
            File.SetUnixFileMode(_folder.Write($"bin/{name}", Program), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var calls = _folder.Write("calls", "");
        var status = 0;
        foreach (var run in LintFile.Parse(dockerfile).Runs)
        {
            string[] command = run.Instruction.Syntax switch
            {
                { ExecForm: { } words } => [.. words.Select(w => w.Text)],
                { Heredocs: [var body, ..] } syntax => ["sh", "-c", syntax.Source.Slice(body.BodySpan).ToString()],
                var syntax => ["sh", "-c", syntax.Arguments.Text],
            };
            string[] environment = ["-i", "-C", bin, $"PATH={bin}", $"CALLS={calls}", $"FAILING={string.Join(',', failing)}"];
            status = Tool.Try("env", [.. environment, "/bin/" + command[0].Split('/')[^1], .. command.Skip(1)]).ExitCode;
            if (status != 0)
            {
                break;
            }
        }

        return (File.ReadAllLines(calls), status);
    }

    public void Dispose() => _folder.Dispose();
}
