namespace Tare.Conda.EnvironmentFiles;

/// <summary>Something in a file that was read but will not do what it seems to.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Message">One sentence without a full stop.</param>
public readonly record struct EnvironmentWarning(int Line, string Message);
