using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Parsing;

/// <summary>A line of the file.</summary>
/// <param name="Full">With what ends it.</param>
/// <param name="Content">Without.</param>
internal readonly record struct PhysicalLine(TextSpan Full, TextSpan Content);
