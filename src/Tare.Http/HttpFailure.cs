namespace Tare.Http;

/// <summary>Why a request failed.</summary>
public enum HttpFailure
{
    /// <summary>The server answered with a status that is no success.</summary>
    Status,

    /// <summary>The host's name has no address.</summary>
    UnknownHost,

    /// <summary>No connection, or it broke.</summary>
    Connection,

    /// <summary>The server's certificate is not trusted, or no encryption could be agreed on.</summary>
    Tls,

    /// <summary>The proxy refused or is unreachable.</summary>
    Proxy,

    /// <summary>No answer, or no bytes, for too long.</summary>
    Timeout,

    /// <summary>The answer breaks the protocol or ends early.</summary>
    Protocol,

    /// <summary>Tare was told to stay offline.</summary>
    Offline,

    /// <summary>The content is not what was asked for: another hash or size.</summary>
    Content,

    /// <summary>A local file that stands for a URL cannot be read.</summary>
    File,
}
