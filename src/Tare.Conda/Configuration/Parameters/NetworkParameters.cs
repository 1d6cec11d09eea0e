namespace Tare.Conda.Configuration.Parameters;

/// <summary>How servers are reached.</summary>
internal static class NetworkParameters
{
    private static readonly ParameterBuilder Make = new("Network Configuration");

    internal static readonly Parameter[] All =
    [
        Make.NullableText("client_ssl_cert", "A file with a client certificate, and with its key unless client_ssl_cert_key names that.", "client_cert") with { ExpandsVariables = true },
        Make.NullableText("client_ssl_cert_key", "The file with the key of client_ssl_cert.", "client_cert_key") with { ExpandsVariables = true },
        Make.Make("local_repodata_ttl", ParameterKind.BooleanOrInteger, ParameterShape.Single, new SettingValue.IntegerValue(1),
            "How long an index counts as fresh: true or 1 as the server says, false or 0 not at all, otherwise seconds.", []),
        Make.Flag("offline", false, "Use nothing from the network."),
        Make.Map("proxy_servers", ParameterKind.NullableText, "Proxies by scheme, or by scheme and host.") with { ExpandsVariables = true },
        Make.Number("remote_connect_timeout_secs", 9.15, "Seconds to wait for a connection."),
        Make.Integer("remote_max_retries", 3, "How often a request is tried again."),
        Make.Integer("remote_backoff_factor", 1, "Seconds of the first pause between two tries; it doubles each time."),
        Make.Number("remote_read_timeout_secs", 60.0, "Seconds to wait for an answer."),
        Make.Make("ssl_verify", ParameterKind.BooleanOrText, ParameterShape.Single, new SettingValue.BooleanValue(true),
            "Check certificates: true, false, a file or folder of trusted certificates, or `truststore` for the system's.", ["verify_ssl"]) with { ExpandsVariables = true },
    ];
}
