using Tare.Conda.Configuration;
using Tare.Http;
using Tare.Http.Timeouts;
using Tare.Http.Tls;

namespace Tare.Cli.Commands;

/// <summary>The network as conda's configuration wants it, made when it is first needed.</summary>
internal sealed class CondaHttp(CondaInvocation invocation) : IDisposable
{
    private readonly Lock _lock = new();
    private HttpStack? _stack;

    internal HttpStack Get()
    {
        lock (_lock)
        {
            return _stack ??= new HttpStack(Options(invocation.Configuration, invocation.Context));
        }
    }

    public void Dispose() => _stack?.Dispose();

    /// <summary>Certificates, proxies and the rest, as the configuration has them.</summary>
    internal static HttpOptions Options(CondaConfiguration configuration, CommandContext context) => new()
    {
        Environment = context.Environment,
        Clock = context.Clock,
        Offline = configuration.Offline,
        Timeouts = new HttpTimeouts { Connect = Seconds(configuration, "remote_connect_timeout_secs"), Stall = Seconds(configuration, "remote_read_timeout_secs") },
        ProxyServers = configuration.Map("proxy_servers"),
        Tls = new TlsOptions
        {
            Verification = CertificateVerification.Parse(configuration.Text("ssl_verify") is { Length: > 0 } text ? text : configuration.Flag("ssl_verify") ? "true" : "false"),
            ClientCertificate = configuration.Text("client_ssl_cert") is { Length: > 0 } certificate ? certificate : null,
            ClientKey = configuration.Text("client_ssl_cert_key") is { Length: > 0 } key ? key : null,
        },
        Distrusted = reason => context.Terminal.Error.WriteLine($"warning: {reason}; the next mirror is asked"),
        Retrying = configuration.Verbosity > 0 ? reason => context.Terminal.Error.WriteLine($"retrying: {reason}") : null,
    };

    // Nothing and less than nothing would end every transfer; a day is as good as for ever.
    private static TimeSpan Seconds(CondaConfiguration configuration, string setting) => TimeSpan.FromSeconds(Math.Clamp(configuration.Number(setting), 0.1, 86_400));
}
