using Tare.Testing;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Images.Clients;

/// <summary>An image that another tool built, and a folder for what a test makes of it.</summary>
internal sealed class BuiltImage : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The image as Tare and skopeo name it.</summary>
    internal string Name { get; private set; } = "";

    internal string this[string name] => _folder[name];

    public void Dispose() => _folder.Dispose();

    internal BuiltImage From(string name)
    {
        Name = name;
        return this;
    }

    /// <summary>Has skopeo copy an image and umoci unpack it.</summary>
    internal Bundle Unpack(string image, string name)
    {
        var layout = _folder[name + "-layout"];
        Tool.Run("skopeo", "copy", "-q", image, $"oci:{layout}:1");
        Tool.Run("umoci", "unpack", "--image", $"{layout}:1", _folder[name]);
        return new Bundle(_folder[name]);
    }

    /// <summary>Bytes of file data in all layers of an image that was unpacked, by tar.</summary>
    internal long LayerBytes(string name) => long.Parse(Tool.Run("bash", "-c",
        $"for b in {_folder[name + "-layout"]}/blobs/sha256/*; do tar -tvzf $b 2>/dev/null | grep -v '/\\.wh\\.' | awk '$1 ~ /^-/ {{ s += $3 }} END {{ print s + 0 }}'; done | awk '{{ s += $1 }} END {{ print s }}'"));
}
