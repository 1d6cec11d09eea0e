using System.Collections.Concurrent;
using Tare.Http;
using Tare.Oci.Registries.Credentials;
using Tare.Oci.Registries.Mirrors;

namespace Tare.Oci.Registries;

/// <summary>How this process reaches registries. Connections, tokens and what was learnt of a host are shared by all references.</summary>
public sealed class RegistryAccess : IDisposable
{
    private readonly ConcurrentDictionary<string, RegistryHost> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<HttpStack> _lenient;

    /// <summary>Nothing is read or opened before the first request.</summary>
    public RegistryAccess(HttpOptions options, RegistryAccessOptions? access = null)
    {
        Options = access ?? new RegistryAccessOptions();
        Strict = new HttpStack(options with { UsesNetrc = false });
        _lenient = new Lazy<HttpStack>(() => new HttpStack(options with
        {
            UsesNetrc = false,
            Tls = options.Tls with { Verification = Http.Tls.CertificateVerification.Off, CaFile = null },
        }));
        Credentials = new RegistryCredentials(options.Environment);
        Mirrors = new Lazy<MirrorTable>(() => MirrorTable.Load(options.Environment));
    }

    internal RegistryAccessOptions Options { get; }

    internal HttpStack Strict { get; }

    internal RegistryCredentials Credentials { get; }

    internal Lazy<MirrorTable> Mirrors { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var host in _hosts.Values)
        {
            host.Dispose();
        }

        Strict.Dispose();
        if (_lenient.IsValueCreated)
        {
            _lenient.Value.Dispose();
        }
    }

    /// <summary>The host that answers for <paramref name="name"/>, <c>host[:port]</c>.</summary>
    internal RegistryHost Host(string name, bool insecure = false)
    {
        var lenient = insecure || Options.Insecure || Mirrors.Value.IsInsecure(name);
        return _hosts.GetOrAdd(name + (lenient ? " insecure" : ""), _ => new RegistryHost(name, lenient ? _lenient.Value : Strict, this) { IsInsecure = lenient });
    }
}
