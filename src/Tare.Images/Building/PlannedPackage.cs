using Tare.Conda.Records;

namespace Tare.Images.Building;

/// <summary>A package in one of the environments of an image.</summary>
/// <param name="Environment">The environment's place in the plan, from 0.</param>
/// <param name="Record">What its channel says of it.</param>
public sealed record PlannedPackage(int Environment, RepoDataRecord Record);
