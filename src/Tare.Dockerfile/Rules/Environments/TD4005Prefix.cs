using Tare.Dockerfile.EnvironmentFiles;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Environments;

/// <summary>Carries the path of the machine it was exported on.</summary>
internal sealed class TD4005Prefix() : EnvironmentRule("TD4005", Severity.Info, "no `prefix`")
{
    public override IEnumerable<Finding> Check(EnvironmentText file)
    {
        if (file.Prefix is { } prefix)
        {
            yield return At(
                prefix.Span,
                "`prefix` is a path of the machine that exported the file; conda ignores it or puts the environment there",
                EnvironmentEdits.DeleteLine(file.Source, prefix.Span) is { } edit ? new Fix("take `prefix` out", [edit], file.HasName) : null);
        }
    }
}
