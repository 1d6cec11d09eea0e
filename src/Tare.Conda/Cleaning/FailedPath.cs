namespace Tare.Conda.Cleaning;

/// <summary>A thing that should have gone and did not.</summary>
/// <param name="Path">Where.</param>
/// <param name="Error">What stood in the way.</param>
public sealed record FailedPath(string Path, string Error);
