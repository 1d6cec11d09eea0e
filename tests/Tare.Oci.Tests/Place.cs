using Tare.Http;
using Tare.Http.Retries;
using Tare.Http.Timeouts;
using Tare.Oci.Copying;
using Tare.Oci.Images;
using Tare.Oci.References;
using Tare.Oci.Registries;
using Tare.Oci.Stores;
using Tare.Primitives;
using Tare.Testing;

namespace Tare.Oci.Tests;

/// <summary>A folder for images, access to registries with short delays, and copies between references as text.</summary>
internal sealed class Place : IDisposable
{
    private readonly RegistryAccess _access;

    internal Place(HttpOptions? http = null, RegistryAccessOptions? access = null, params (string Name, string Value)[] environment)
    {
        var variables = environment.ToDictionary(v => v.Name, v => v.Value);
        variables.TryAdd("HOME", Folder.Path);
        variables.TryAdd("CONTAINERS_REGISTRIES_CONF", Folder.Write("registries.conf", ""));
        variables.TryAdd("PATH", Environment.GetEnvironmentVariable("PATH") ?? "");
        _access = new RegistryAccess(
            (http ?? new HttpOptions()) with
            {
                Environment = variables,
                Retry = new RetryPolicy { FirstDelay = TimeSpan.FromMilliseconds(2), Chance = () => 0.5 },
                Timeouts = new HttpTimeouts { Stall = TimeSpan.FromMilliseconds(1500) },
            },
            access);
    }

    internal TemporaryFolder Folder { get; } = new();

    internal RegistryAccess Access => _access;

    internal StoreOptions Stores => new() { Registries = () => _access };

    public void Dispose()
    {
        _access.Dispose();
        Folder.Dispose();
    }

    internal ImageReference Reference(string text) => ImageReference.ParseSource(
        text.Replace("~", Folder.Path, StringComparison.Ordinal), ImageStores.Recognise);

    internal async Task<CopyReport> CopyAsync(string from, string to, CopyOptions? options = null)
    {
        await using var source = ImageStores.OpenSource(Reference(from), Stores);
        await using var target = ImageStores.OpenTarget(ImageReference.ParseTarget(to.Replace("~", Folder.Path, StringComparison.Ordinal), Directory.Exists), source.ImageName, Stores);
        return await new ImageCopy(source, target, options ?? new CopyOptions()).RunAsync(default);
    }

    internal async Task<Image> LoadAsync(string from, Platform? platform = null)
    {
        await using var source = ImageStores.OpenSource(Reference(from), Stores);
        var image = await source.LoadImageAsync(platform, default);
        foreach (var layer in image.Layers)
        {
            await using var tar = await layer.OpenTarAsync(default);
            await tar.CopyToAsync(Stream.Null);
        }

        return image;
    }

    internal string[] Leftovers() =>
        [.. Directory.EnumerateFileSystemEntries(Folder.Path, "*", SearchOption.AllDirectories).Where(p => p.Contains("partial", StringComparison.Ordinal))];
}
