using Tare.Http;
using Tare.Http.Downloads;

namespace Tare.Conda.Repodata;

/// <summary>How package lists are got and kept.</summary>
public sealed record RepodataOptions
{
    /// <summary>The network, made when it is first needed.</summary>
    public required Func<HttpStack> Http { get; init; }

    /// <summary>The folder of cached lists, <c>cache</c> below a package cache; null keeps nothing.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Nothing is taken from the network; cached lists are used however old they are.</summary>
    public bool Offline { get; init; }

    /// <summary>Cached lists are used however old they are, and fetched only where there is none.</summary>
    public bool UseIndexCache { get; init; }

    /// <summary>Seconds that a cached list is used without asking; 1 stands for what the server said (conda's <c>local_repodata_ttl</c>).</summary>
    public long TimeToLive { get; init; } = 1;

    /// <summary>Only .tar.bz2 archives (conda's <c>use_only_tar_bz2</c>).</summary>
    public bool TarBz2Only { get; init; }

    /// <summary>A list of more bytes than this, unpacked, is no list but an attempt to fill the disk.</summary>
    public long LargestList { get; init; } = uint.MaxValue;

    /// <summary>Mirrors that sent wrong content.</summary>
    public MirrorQuarantine Quarantine { get; init; } = new();

    /// <summary>The time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
