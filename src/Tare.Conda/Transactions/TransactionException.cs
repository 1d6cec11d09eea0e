namespace Tare.Conda.Transactions;

/// <summary>A change of an environment that could not be made; the environment is as it was.</summary>
public sealed class TransactionException(string message, string? hint = null, Exception? inner = null) : CondaException(message, hint, inner);
