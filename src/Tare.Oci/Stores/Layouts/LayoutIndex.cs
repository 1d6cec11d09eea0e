using Tare.Oci.Manifests;
using Tare.Oci.References;

namespace Tare.Oci.Stores.Layouts;

/// <summary>Finds an image by name in the index of a layout. Pure.</summary>
internal static class LayoutIndex
{
    /// <summary>The entry that <paramref name="name"/> means; without a name the only image, or the index itself when its entries are platforms of one.</summary>
    internal static Descriptor Find(Document<ImageIndex> index, string? name, string place)
    {
        var images = index.Model.Manifests.Where(m => !m.IsAttestation).ToArray();
        if (images.Length == 0)
        {
            throw new ImageNotFoundException($"{place} holds no image");
        }

        if (name is not null)
        {
            var named = images.Where(m => IsNamed(m, name)).ToArray();
            return named.Length == 1 ? named[0]
                : named.Length > 1 && named.Select(m => m.Digest).Distinct().Count() == 1 ? named[0]
                : throw new ImageNotFoundException($"{place} has {(named.Length == 0 ? "no image" : "several images")} named `{name}`", Names(images));
        }

        var distinct = images.Where(m => !IsReferrerList(m)).DistinctBy(m => m.Digest).ToArray();
        return distinct.Length == 1 ? distinct[0]
            : distinct.All(m => m.Platform is not null) && distinct.DistinctBy(m => m.Platform).Count() == distinct.Length
                && distinct.Select(NameOf).Distinct(StringComparer.Ordinal).Count() == 1 ? index.Descriptor
            : throw new ImageNotFoundException($"{place} holds {distinct.Length} images, and none is named", Names(images));
    }

    /// <summary>The full name of an entry, else its short one, else null.</summary>
    internal static string? NameOf(Descriptor entry) =>
        entry.Annotations.GetValueOrDefault(AnnotationKeys.ContainerdName) ?? entry.Annotations.GetValueOrDefault(AnnotationKeys.RefName);

    /// <summary>The index with <paramref name="entry"/> under its name, instead of what had that name before.</summary>
    internal static ImageIndex With(ImageIndex index, Descriptor entry)
    {
        var name = entry.Annotations.GetValueOrDefault(AnnotationKeys.RefName);
        return index with
        {
            Manifests =
            [
                .. index.Manifests.Where(m => m.Digest != entry.Digest || m.Annotations.GetValueOrDefault(AnnotationKeys.RefName) is { } other && other != name)
                    .Where(m => name is null || m.Annotations.GetValueOrDefault(AnnotationKeys.RefName) != name),
                entry,
            ],
        };
    }

    // What refers to an image is listed under this name (distribution specification, "Referrers Tag Schema"), and is no image.
    private static bool IsReferrerList(Descriptor entry) =>
        entry.Annotations.GetValueOrDefault(AnnotationKeys.RefName) is { Length: 71 } name && name.StartsWith("sha256-", StringComparison.Ordinal) && MediaTypes.IsIndex(entry.MediaType);

    // By the short name, the full name, or what either means as a reference.
    private static bool IsNamed(Descriptor entry, string name)
    {
        var full = entry.Annotations.GetValueOrDefault(AnnotationKeys.ContainerdName);
        return entry.Annotations.GetValueOrDefault(AnnotationKeys.RefName) == name || full == name
            || full is not null && RegistryReference.TryParse(full, out var a) && RegistryReference.TryParse(name, out var b) && a == b
            || entry.Digest.ToString() == name;
    }

    private static string? Names(Descriptor[] images)
    {
        var names = images.Select(NameOf).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return names.Length == 0 ? "name one by its digest: " + string.Join(", ", images.Select(m => m.Digest).Distinct())
            : "name one after a colon: " + string.Join(", ", names);
    }
}
