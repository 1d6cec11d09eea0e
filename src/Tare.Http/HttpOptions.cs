using Tare.Http.Credentials;
using Tare.Http.Retries;
using Tare.Http.Timeouts;
using Tare.Http.Tls;

namespace Tare.Http;

/// <summary>Everything that decides how requests are made; nothing is read from the process itself.</summary>
public sealed record HttpOptions
{
    /// <summary>The environment variables that proxies, roots of trust and netrc are named by.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Certificates.</summary>
    public TlsOptions Tls { get; init; } = new();

    /// <summary>conda's <c>proxy_servers</c>.</summary>
    public IReadOnlyDictionary<string, string> ProxyServers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Credentials, asked in order before the user's netrc; user and password in a URL come before all of them.</summary>
    public IReadOnlyList<ICredentialSource> Credentials { get; init; } = [];

    /// <summary>Whether the user's netrc is looked at.</summary>
    public bool UsesNetrc { get; init; } = true;

    /// <summary>When to try again.</summary>
    public RetryPolicy Retry { get; init; } = new();

    /// <summary>How long silence is borne.</summary>
    public HttpTimeouts Timeouts { get; init; } = new();

    /// <summary>Only <c>file://</c> may be read.</summary>
    public bool Offline { get; init; }

    /// <summary>How Tare calls itself.</summary>
    public string UserAgent { get; init; } = "tare/" + typeof(HttpOptions).Assembly.GetName().Version?.ToString(3);

    /// <summary>The time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Told before each further attempt, with the reason, for <c>-v</c>.</summary>
    public Action<string>? Retrying { get; init; }

    /// <summary>Told of each place that sent wrong content, where another one is asked in its stead: something that a user should know.</summary>
    public Action<string>? Distrusted { get; init; }
}
