using Tare.Dockerfile.Conda;
using Tare.Dockerfile.EnvironmentFiles;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Environments;

/// <summary>Names packages without a version.</summary>
internal sealed class TD4003Unpinned() : EnvironmentRule("TD4003", Severity.Info, "say which versions")
{
    public override IEnumerable<Finding> Check(EnvironmentText file)
    {
        var loose = file.Dependencies.Where(d => SpecText.Read(d.Text) is { HasVersion: false, Name: not ("" or "pip") } && !d.Text.Contains(' ', StringComparison.Ordinal)).ToArray();
        if (loose.Length > 0)
        {
            var more = loose.Length > 1 ? $" and {loose.Length - 1} more" : "";
            yield return At(loose[0].Span, $"`{loose[0].Text}`{more} without a version: each build may install something else");
        }
    }
}
