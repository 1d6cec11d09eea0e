using Tare.Oci.Manifests;
using Tare.Oci.Platforms;
using Tare.Oci.Stores;
using Tare.Primitives;

namespace Tare.Oci.Images;

/// <summary>From a source to one image: indexes are followed and a platform is chosen.</summary>
public static class ImageLoading
{
    // An index in an index in an index is legal; deeper nesting is an attack or a mistake.
    private const int DeepestNesting = 4;

    /// <summary>
    /// The image for <paramref name="platform"/>; null stands for this machine's, and then the only image is taken whatever it
    /// runs on. <see cref="ImageNotFoundException"/> lists what there is.
    /// </summary>
    public static async Task<Image> LoadImageAsync(this IImageSource source, Platform? platform, CancellationToken stop)
    {
        var root = await source.ResolveAsync(stop);
        var document = await source.ChooseAsync(root, platform, depth: 0, stop);
        var image = await Image.LoadAsync(document, source, stop);
        return platform is { } wanted && !PlatformChoice.Matches(image.Platform, wanted)
            ? throw NotFor(source, wanted, [image.Platform])
            : image;
    }

    /// <summary>The manifest for a platform, below <paramref name="root"/>.</summary>
    internal static async Task<Document<ImageManifest>> ChooseAsync(
        this IImageSource source, Descriptor root, Platform? platform, int depth, CancellationToken stop)
    {
        var bytes = await source.ReadManifestAsync(root, stop);
        if (!MediaTypes.IsIndex(root.MediaType) && !MediaTypes.IsIndex(ManifestFamily.TypeOf(bytes)))
        {
            return ImageManifest.Parse(bytes);
        }

        if (depth == DeepestNesting)
        {
            throw new InvalidDocumentException($"{source.Place}: index {root.Digest}", $"indexes are nested more than {DeepestNesting} deep");
        }

        var index = ImageIndex.Parse(bytes).Model;
        var chosen = Choose(source, index, platform);
        return await source.ChooseAsync(chosen, platform, depth + 1, stop);
    }

    private static Descriptor Choose(IImageSource source, ImageIndex index, Platform? platform)
    {
        var images = index.Manifests.Where(m => !m.IsAttestation).ToArray();
        if (PlatformChoice.Choose(images, platform ?? Platform.Host) is { } match)
        {
            return match;
        }

        // An entry that does not say what it runs on, or the only one: its configuration will tell.
        var unnamed = images.Where(m => m.Platform is null).ToArray();
        return unnamed.Length == 1 ? unnamed[0]
            : images.Length == 1 && platform is null ? images[0]
            : throw NotFor(source, platform ?? Platform.Host, images.Where(m => m.Platform is not null).Select(m => m.Platform!.Value));
    }

    private static ImageNotFoundException NotFor(IImageSource source, Platform wanted, IEnumerable<Platform> offered)
    {
        var names = string.Join(", ", offered.Select(p => p.ToString()).Distinct());
        return new ImageNotFoundException(
            $"{source.Place} has no image for {wanted}",
            names.Length == 0 ? null : $"choose one with `--platform`: {names}");
    }
}
