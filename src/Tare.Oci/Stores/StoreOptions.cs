using Tare.Oci.Registries;

namespace Tare.Oci.Stores;

/// <summary>What stores need beside the reference.</summary>
public sealed record StoreOptions
{
    /// <summary>How registries are reached; made when the first one is.</summary>
    public required Func<RegistryAccess> Registries { get; init; }

    /// <summary>Where blobs were seen before, or null for no memory of it.</summary>
    public IBlobPlaces? Places { get; init; }

    /// <summary>The time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
