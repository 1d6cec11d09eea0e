namespace Tare.Primitives.Progress;

/// <summary>One stretch of a job.</summary>
/// <param name="What">What is being done, as a title: <c>Downloading</c>.</param>
/// <param name="Unit">What is counted.</param>
public sealed record ProgressPhase(string What, ProgressUnit Unit);
