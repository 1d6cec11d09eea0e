namespace Tare.Conda.Configuration;

/// <summary>The folder that holds the shared package cache and the named environments.</summary>
/// <param name="Path">Absolute; it need not exist yet.</param>
/// <param name="Reason">What led to it, in words that follow "because of" or stand alone: <c>--root-prefix</c>, <c>CONDA_EXE</c>, <c>found in a usual place</c>.</param>
public readonly record struct RootPrefix(string Path, string Reason);
