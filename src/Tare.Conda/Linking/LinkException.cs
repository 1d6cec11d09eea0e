namespace Tare.Conda.Linking;

/// <summary>A package that cannot be put into an environment.</summary>
public sealed class LinkException(string message, string? hint = null, Exception? inner = null) : CondaException(message, hint, inner);
