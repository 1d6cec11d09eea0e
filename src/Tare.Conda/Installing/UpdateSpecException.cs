using Tare.Conda.MatchSpecs;

namespace Tare.Conda.Installing;

/// <summary>An update was asked for a version; an update takes the newest that fits.</summary>
public sealed class UpdateSpecException(MatchSpec spec)
    : CondaException($"`update` takes names of packages, and `{spec}` says more", $"`install '{spec}'` brings a version of your choice")
{
    /// <inheritdoc/>
    public override string? CondaName => "CondaUpdatePackageError";
}
