using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;

namespace Tare.Conda.Solving.Planning;

/// <summary>A change would bring packages that <c>disallowed_packages</c> forbids; all of them are named at once.</summary>
public sealed class DisallowedPackageException : CondaException
{
    private DisallowedPackageException(IEnumerable<RepoDataRecord> records)
        : base($"disallowed_packages forbids {string.Join(", ", records.Select(r => r.DistName))}", "ask for another package, or change that setting")
    {
    }

    /// <inheritdoc/>
    public override string? CondaName => "DisallowedPackageError";

    internal static void ThrowFor(IReadOnlyList<RepoDataRecord> records, IReadOnlyList<MatchSpec> disallowed)
    {
        if (records.Where(r => disallowed.Any(d => d.Matches(r))).ToList() is { Count: > 0 } forbidden)
        {
            throw new DisallowedPackageException(forbidden);
        }
    }
}
