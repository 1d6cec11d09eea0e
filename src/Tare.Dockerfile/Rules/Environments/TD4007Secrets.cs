using Tare.Dockerfile.Conda;
using Tare.Dockerfile.EnvironmentFiles;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Environments;

/// <summary>Writes a token or password into the URL of a channel or an index; whoever has the file or the environment can read it.</summary>
internal sealed class TD4007Secrets() : EnvironmentRule("TD4007", Severity.Error, "no secrets in URLs")
{
    public override IEnumerable<Finding> Check(EnvironmentText file)
    {
        foreach (var item in file.Channels.Concat(file.Dependencies).Concat(file.Pip))
        {
            if (Array.Exists(item.Text.Split(' ', '='), SecretUrl.IsOne))
            {
                yield return At(item.Span, "this URL carries a token or password, and conda writes it into each record; put it into the configuration of the machine");
            }
        }
    }
}
