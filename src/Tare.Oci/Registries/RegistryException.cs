using System.Net;

namespace Tare.Oci.Registries;

/// <summary>A registry refused a request; the message carries the registry's own words where it sent any.</summary>
public sealed class RegistryException(string message, HttpStatusCode status, string? hint = null) : OciException(message, hint)
{
    /// <summary>The status of the answer.</summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>The code of the first error in the answer (distribution specification, "Error Codes"), or null.</summary>
    public string? Code { get; init; }
}
