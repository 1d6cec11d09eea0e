namespace Tare.Images.Building;

/// <summary>What is known of a layer beside its bytes, once it was written.</summary>
public sealed class LayerExtract
{
    /// <summary>Scripts and variables that activation would read, by absolute path in the image.</summary>
    public SortedDictionary<string, byte[]> ActivationFiles { get; } = new(StringComparer.Ordinal);

    /// <summary>What was left out, by rule.</summary>
    public SortedDictionary<string, (long Files, long Bytes)> Trimmed { get; } = new(StringComparer.Ordinal);

    /// <summary>Names and versions of what pip installed.</summary>
    public IReadOnlyList<(string Name, string Version)> PipPackages { get; internal init; } = [];

    /// <summary>Takes in what is known of a package in the layer.</summary>
    internal void Add(LayerRoot root, LayerExtract package)
    {
        foreach (var (path, content) in package.ActivationFiles)
        {
            ActivationFiles[$"{root.Path}/{path}"] = content;
        }

        foreach (var (rule, (files, bytes)) in package.Trimmed)
        {
            var (oldFiles, oldBytes) = Trimmed.GetValueOrDefault(rule);
            Trimmed[rule] = (oldFiles + files, oldBytes + bytes);
        }
    }

    internal void Drop(string rule, long bytes)
    {
        var (files, sum) = Trimmed.GetValueOrDefault(rule);
        Trimmed[rule] = (files + 1, sum + bytes);
    }
}
