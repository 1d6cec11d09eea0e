using Tare.Conda.MatchSpecs;

namespace Tare.Conda.EnvironmentFiles;

/// <summary>A package that a file asks for.</summary>
/// <param name="Spec">What is asked.</param>
/// <param name="Text">How the file says it.</param>
/// <param name="Line">Line in the file, from 1.</param>
public sealed record EnvironmentDependency(MatchSpec Spec, string Text, int Line);
