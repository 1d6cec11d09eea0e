using Tare.Oci.Manifests;
using Tare.Oci.References;
using Tare.Primitives;

namespace Tare.Oci.Registries;

/// <summary>What can be asked of one repository beside its images' content.</summary>
public sealed class RegistryRepository
{
    private readonly Repository _repository;

    /// <summary>Nothing is asked before the first call; tag and digest of the reference do not matter.</summary>
    public RegistryRepository(RegistryAccess access, RegistryReference reference) =>
        _repository = new Repository(access.Host(reference.ApiHost), reference.Repository);

    /// <summary>Every tag, in the registry's order.</summary>
    public Task<IReadOnlyList<string>> ListTagsAsync(CancellationToken stop) => _repository.ListTagsAsync(stop);

    /// <summary>Manifests that are about <paramref name="subject"/>: signatures, bills of materials.</summary>
    public Task<IReadOnlyList<Descriptor>> ListReferrersAsync(Digest subject, CancellationToken stop) => new Referrers(_repository).ListAsync(subject, stop);
}
