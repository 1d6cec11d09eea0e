using System.Text.RegularExpressions;
using Tare.Dockerfile.EnvironmentFiles;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Environments;

/// <summary>Fixes builds, which exist on one platform only and go away when a package is rebuilt.</summary>
internal sealed partial class TD4006BuildStrings() : EnvironmentRule("TD4006", Severity.Info, "no build strings")
{
    public override IEnumerable<Finding> Check(EnvironmentText file)
    {
        foreach (var spec in file.Dependencies)
        {
            if (Exact().Match(spec.Text) is { Success: true } match)
            {
                var bare = match.Groups["spec"].Value;
                yield return At(
                    spec.Span,
                    $"`{match.Groups["build"].Value}` is a build for one platform; a lock is the place for it",
                    EnvironmentEdits.Replace(file.Source, spec, bare) is { } edit ? new Fix($"write `{bare}`", [edit], IsSafe: false) : null);
            }
        }
    }

    // A glob such as *cuda* chooses a variant and is meant.
    [GeneratedRegex(@"^(?<spec>[A-Za-z0-9_.:/-]+=[^=<>!~*,|\s]+)=(?<build>[A-Za-z0-9_.]*[0-9][A-Za-z0-9_.]*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Exact();
}
