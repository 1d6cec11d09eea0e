using System.Collections.Frozen;

namespace Tare.Dockerfile.Conda;

/// <summary>Channels that no longer publish what people take from them, and since when.</summary>
internal static class FrozenChannels
{
    private static readonly FrozenDictionary<string, string> Reasons = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["pytorch"] = "the channel `pytorch` ends with PyTorch 2.5; newer releases are on conda-forge",
        ["pytorch-nightly"] = "the channel `pytorch-nightly` ended with PyTorch 2.5",
        ["pytorch-test"] = "the channel `pytorch-test` ended with PyTorch 2.5",
        ["free"] = "the channel `free` has had nothing new since 2017",
        ["caffe2"] = "the channel `caffe2` has had nothing new since Caffe2 joined PyTorch in 2018",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal static string? Reason(string channel) => Reasons.GetValueOrDefault(channel.TrimEnd('/').Split('/')[^1]);
}
