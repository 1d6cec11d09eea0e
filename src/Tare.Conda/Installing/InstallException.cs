namespace Tare.Conda.Installing;

/// <summary>A change that cannot be made as it was asked for.</summary>
public sealed class InstallException(string message, string? hint = null, Exception? inner = null) : CondaException(message, hint, inner);
