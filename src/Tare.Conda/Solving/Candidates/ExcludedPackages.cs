namespace Tare.Conda.Solving.Candidates;

/// <summary>Packages of a name that exist and are not to be chosen.</summary>
/// <param name="Count">How many.</param>
/// <param name="NewestVersion">The newest version among them.</param>
/// <param name="Reason">Why: a sentence's end, such as <c>are newer than 2024-01-01</c>.</param>
internal sealed record ExcludedPackages(int Count, string NewestVersion, string Reason);
