using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Fixing;

/// <summary>What a repair made of a file.</summary>
public sealed record FixResult(SourceText Text, IReadOnlyList<Finding> Applied);
