namespace Tare.Conda.Checking;

/// <summary>Something in an environment that is not as its records say.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Package">The package it belongs to, <c>NAME-VERSION-BUILD</c>; empty where it belongs to none.</param>
/// <param name="Path">The path, relative to the environment.</param>
/// <param name="Detail">What was found instead, where that says more than the kind.</param>
public sealed record HealthProblem(HealthProblemKind Kind, string Package, string Path, string Detail = "");
