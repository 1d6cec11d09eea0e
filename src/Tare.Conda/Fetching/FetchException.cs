namespace Tare.Conda.Fetching;

/// <summary>A package that cannot be had.</summary>
public sealed class FetchException(string message, string? hint = null, Exception? inner = null) : CondaException(message, hint, inner);
