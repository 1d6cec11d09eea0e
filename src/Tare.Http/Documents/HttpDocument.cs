namespace Tare.Http.Documents;

/// <summary>A document that a server sent, or its word that the caller's copy is current.</summary>
public sealed class HttpDocument : IAsyncDisposable, IDisposable
{
    internal HttpDocument(Stream? content, Validators validators)
    {
        Content = content;
        Validators = validators;
    }

    /// <summary>The content, decoded from the transfer's compression; null when the caller's copy is current (304).</summary>
    public Stream? Content { get; }

    /// <summary>The caller's copy is current.</summary>
    public bool IsUnchanged => Content is null;

    /// <summary>The version.</summary>
    public Validators Validators { get; }

    /// <summary>The value of Cache-Control, or null.</summary>
    public string? CacheControl { get; init; }

    /// <summary>The length that the server announced for what it transfers (compressed, perhaps); null where it did not.</summary>
    public long? TransferLength { get; init; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => Content?.Dispose();
}
