namespace Tare.Primitives;

/// <summary>
/// The base of every error Tare raises on purpose. <see cref="Exception.Message"/> says what happened and to which path or
/// URL, in one sentence without a full stop; <see cref="Hint"/> says what to do next. Each library derives its own family.
/// </summary>
public class TareException(string message, string? hint = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The next step for the user, or null where none is known.</summary>
    public string? Hint { get; } = hint;
}
