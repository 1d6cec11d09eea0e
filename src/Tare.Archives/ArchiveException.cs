using Tare.Primitives;

namespace Tare.Archives;

/// <summary>An archive or compressed stream that cannot be read as what it claims to be, or that goes beyond a limit.</summary>
public sealed class ArchiveException(string message, string? hint = null, Exception? inner = null) : TareException(message, hint, inner);
