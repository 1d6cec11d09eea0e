using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Reporting;

/// <summary>A file and what was found in it.</summary>
/// <param name="Path">The file as the user named it; <c>-</c> for standard input.</param>
/// <param name="Source">Its text.</param>
/// <param name="Findings">In the order of the file.</param>
public sealed record LintedFile(string Path, SourceText Source, IReadOnlyList<Finding> Findings);
