namespace Tare.Images.Building;

/// <summary>What a script did to the variables of the shell that read it, or why that is not known.</summary>
/// <param name="Variables">The variables that it set, and with null those that it took away; null where nothing is to be frozen.</param>
/// <param name="Problem">Why nothing is, or null.</param>
/// <param name="CanRunLater">A shell may run it when a container starts.</param>
internal sealed record SourcedScript(IReadOnlyList<KeyValuePair<string, string?>>? Variables, string? Problem = null, bool CanRunLater = false);
