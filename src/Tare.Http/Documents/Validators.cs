namespace Tare.Http.Documents;

/// <summary>What a server said of a document's version, to be sent back with the next request (RFC 9110, 8.8).</summary>
/// <param name="ETag">The entity tag with its quotes, as received.</param>
/// <param name="LastModified">The value of Last-Modified, as received.</param>
public sealed record Validators(string? ETag, string? LastModified);
