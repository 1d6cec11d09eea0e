using Tare.Primitives;

namespace Tare.Dockerfile;

/// <summary>A file that Tare.Dockerfile cannot work on at all; what is merely wrong in it is a <see cref="Syntax.Diagnostic"/>.</summary>
public sealed class DockerfileException(string message, string? hint = null) : TareException(message, hint);
