using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Behaviour;

/// <summary>Installs with pip what conda has installed, or with conda after pip: each overwrites the other's files.</summary>
internal sealed class TD3010PipOverConda() : DockerfileRule("TD3010", Severity.Warning, "conda first, then pip, and nothing from both")
{
    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var stage in file.Stages)
        {
            var conda = new HashSet<string>(StringComparer.Ordinal);
            var pip = new HashSet<string>(StringComparer.Ordinal);
            foreach (var command in file.Runs.Where(r => stage.Chain.Contains(r.Stage)).SelectMany(r => r.Script.Commands))
            {
                if (CondaInvocationReader.Read(command) is { Subcommand: "install" } install)
                {
                    var names = install.Specs.Select(s => Normal(SpecText.Read(s.Text).Name)).Where(n => n.Length > 0).ToArray();
                    if (names.FirstOrDefault(pip.Contains) is { } twice)
                    {
                        yield return At(command.Span, $"conda installs `{twice}` over the one that pip installed");
                    }

                    conda.UnionWith(names);
                }
                else if (CondaInvocationReader.Read(command) is { Subcommand: "create" } create)
                {
                    conda.UnionWith(create.Specs.Select(s => Normal(SpecText.Read(s.Text).Name)));
                }
                else if (PipInvocation.Read(command) is { } call && call.Subcommand.Text == "install")
                {
                    var names = call.Requirements.Select(r => Normal(SpecText.Read(r.Text).Name)).Where(n => n.Length > 0).ToArray();
                    if (names.FirstOrDefault(n => conda.Contains(n) && n != "pip") is { } twice)
                    {
                        yield return At(command.Span, $"pip installs `{twice}` over the one that conda installed");
                    }

                    pip.UnionWith(names);
                }
            }
        }
    }

    private static string Normal(string name) => name switch
    {
        "pytorch" => "torch",
        _ => name.Replace('_', '-').Replace('.', '-'),
    };
}
