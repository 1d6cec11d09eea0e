using Tare.Primitives;

namespace Tare.Conda;

/// <summary>The base of every error that this library raises on purpose.</summary>
public class CondaException(string message, string? hint = null, Exception? inner = null) : TareException(message, hint, inner);
