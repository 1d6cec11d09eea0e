using System.Text.Json;
using Tare.Conda.Prefixes;

namespace Tare.Conda.Installing;

/// <summary>An environment that is marked as not to be changed (CEP 22).</summary>
public sealed class FrozenEnvironmentException(CondaPrefix prefix)
    : CondaException($"`{prefix.Path}` is frozen{Reason(prefix)}", "make another environment, or give --override-frozen")
{
    /// <inheritdoc/>
    public override string? CondaName => "EnvironmentIsFrozenError";

    private static string Reason(CondaPrefix prefix)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(prefix.FrozenPath));
            return document.RootElement.TryGetProperty("message", out var message) && message.GetString() is { Length: > 0 } text ? $": {text.ReplaceLineEndings(" ")}" : "";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or IOException)
        {
            return "";
        }
    }
}
