using Tare.Oci;
using Tare.Oci.Configs;
using Tare.Oci.Copying;
using Tare.Oci.Images;
using Tare.Oci.Layers;
using Tare.Oci.References;
using Tare.Oci.Stores;
using Tare.Primitives;

namespace Tare.Testing.Images;

/// <summary>An image in memory, made of <see cref="TestLayer"/>s.</summary>
public sealed class TestImage
{
    private readonly List<TestLayer> _layers = [];

    /// <summary>The image's variables.</summary>
    public IReadOnlyList<string> Environment { get; init; } = ["PATH=/usr/bin:/bin"];

    /// <summary>Layers are stored as plain tar.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Adds a layer and fills it.</summary>
    public TestImage Layer(string createdBy, Action<TestLayer> fill)
    {
        var layer = new TestLayer { CreatedBy = createdBy };
        fill(layer);
        _layers.Add(layer);
        return this;
    }

    /// <summary>The image.</summary>
    public Image Build()
    {
        var blobs = new MemoryBlobs();
        var layers = _layers.Select(layer =>
        {
            var tar = layer.Tar();
            var blob = IsPlain ? blobs.Add(MediaTypes.OciLayer, tar) : blobs.Add(MediaTypes.OciLayerGzip, TestLayer.Gzip(tar));
            return new Layer(blob, Digest.Of(tar), blobs);
        }).ToArray();
        var config = new ImageConfig(new Platform("linux", "amd64"), [])
        {
            Created = "2024-01-01T00:00:00Z",
            Container = new ContainerConfig { Env = Environment, Cmd = ["/bin/sh"] },
            History = [.. _layers.Select(l => new HistoryEntry { Created = "2024-01-01T00:00:00Z", CreatedBy = l.CreatedBy }), new HistoryEntry { CreatedBy = "CMD [\"/bin/sh\"]", EmptyLayer = true }],
        };
        return Image.Create(config, layers);
    }

    /// <summary>Writes the image to a place such as <c>oci:FOLDER:1</c> or <c>FILE.tar</c>; no registry.</summary>
    public void Write(string place)
    {
        var options = new StoreOptions { Registries = () => throw new InvalidOperationException("a test image is not pushed") };
        var target = ImageStores.OpenTarget(ImageReference.ParseTarget(place, Directory.Exists), null, options);
        ImageCopy.WriteAsync(Build(), target, new CopyOptions { Compression = LayerCompression.None }, CancellationToken.None).GetAwaiter().GetResult();
        target.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
