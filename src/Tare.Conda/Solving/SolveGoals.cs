using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;

namespace Tare.Conda.Solving;

/// <summary>A request as the solver takes it.</summary>
/// <param name="Required">What must hold, the most important first.</param>
/// <param name="Keep">Installed packages that stay if they can, the most important first.</param>
/// <param name="Prefer">Names that stay if they can, in whatever version.</param>
internal sealed record SolveGoals(IReadOnlyList<Goal> Required, IReadOnlyList<RepoDataRecord> Keep, IReadOnlyList<MatchSpec> Prefer)
{
    /// <summary>Features of old channels that the request asks for.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Translates a request by conda's rules.</summary>
    public static SolveGoals Of(SolveRequest request) => new GoalBuilder(request).Build();
}
