using Tare.Primitives;

namespace Tare.Conda;

/// <summary>The base of every error that this library raises on purpose.</summary>
public class CondaException(string message, string? hint = null, Exception? inner = null) : TareException(message, hint, inner)
{
    /// <summary>The name that conda gives this error in its JSON (<c>EnvironmentLocationNotFound</c>), or null where it has none.</summary>
    public virtual string? CondaName => null;

    /// <summary>Further fields of the error in conda's JSON.</summary>
    public virtual IReadOnlyList<KeyValuePair<string, string>> CondaFields => [];

    /// <summary>Further fields of the error in conda's JSON that are lists.</summary>
    public virtual IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> CondaLists => [];
}
