using Tare.Oci.References;

namespace Tare.Oci.Stores.Archives;

/// <summary>
/// The two names of an image in an archive. containerd takes the full one; the short one alone would become an image called
/// <c>1:latest</c> there. skopeo and the OCI layout know the short one: the tag, as <c>docker save</c> writes it.
/// </summary>
internal static class ArchiveNames
{
    internal static (string? Short, RegistryReference? Full) Of(string? name)
    {
        if (name is null)
        {
            return (null, null);
        }

        var hasReference = RegistryReference.TryParse(name, out var reference);
        var isTagged = hasReference && reference.Tag is not null && name.EndsWith(":" + reference.Tag, StringComparison.Ordinal);
        return (isTagged ? reference.Tag : name, hasReference ? reference with { Digest = null, Tag = reference.Tag ?? "latest" } : null);
    }
}
