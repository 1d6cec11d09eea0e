using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Shell;
using Tare.Dockerfile.Stages;

namespace Tare.Dockerfile.Rules.Behaviour;

/// <summary>Asks pip for what conda has installed in the same environment, or conda after pip: each overwrites the other's files.</summary>
internal sealed class TD3010PipOverConda() : DockerfileRule("TD3010", Severity.Warning, "conda first, then pip, and nothing from both")
{
    private static readonly string[] Installers = ["", "pip", "setuptools", "wheel"];

    public override IEnumerable<Finding> Check(LintFile file) => file.Stages.SelectMany(s => Check(file, s)).Distinct();

    private IEnumerable<Finding> Check(LintFile file, Stage stage)
    {
        var conda = new HashSet<(string Environment, string Name)>();
        var pip = new HashSet<(string Environment, string Name)>();
        foreach (var run in file.Runs.Where(r => stage.Chain.Contains(r.Stage)))
        {
            foreach (var (command, called, pipCall) in run.Calls)
            {
                if (called is { Subcommand: "install" or "create" } install)
                {
                    var asked = Names(run, command, install.Specs);
                    if (asked.FirstOrDefault(pip.Contains) is { Name: { } twice })
                    {
                        yield return At(command.Span, $"conda installs `{twice}` over the one that pip installed");
                    }

                    conda.UnionWith(asked);
                }
                else if (pipCall is { Subcommand.Text: "install" } call)
                {
                    var asked = Names(run, command, call.Requirements);
                    if (asked.FirstOrDefault(conda.Contains) is { Name: { } twice })
                    {
                        yield return At(command.Span, $"conda has installed `{twice}`: pip either does nothing or overwrites conda's files");
                    }

                    pip.UnionWith(asked);
                }
            }
        }
    }

    private static (string Environment, string Name)[] Names(RunStep run, SimpleCommand command, IEnumerable<ShellWord> specs)
    {
        var environment = ActiveEnvironment.Of(run, command);
        return [.. specs.Select(s => Normal(SpecText.Read(s.Text).Name)).Where(n => !Installers.Contains(n)).Select(n => (environment, n))];
    }

    private static string Normal(string name) => name switch
    {
        "pytorch" => "torch",
        _ => name.Replace('_', '-').Replace('.', '-'),
    };
}
