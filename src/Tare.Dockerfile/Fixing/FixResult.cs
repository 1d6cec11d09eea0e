using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Fixing;

/// <summary>What a repair made of a file.</summary>
/// <param name="Text">The repaired text.</param>
/// <param name="Applied">The findings whose repairs were applied.</param>
/// <param name="Unread">What could not be read, and so was not repaired.</param>
public sealed record FixResult(SourceText Text, IReadOnlyList<Finding> Applied, IReadOnlyList<Finding> Unread);
