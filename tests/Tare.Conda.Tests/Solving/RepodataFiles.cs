using Tare.Conda.Repodata;
using Tare.Conda.Repodata.Json;

namespace Tare.Conda.Tests.Solving;

/// <summary>Package lists from files, without a cache.</summary>
internal static class RepodataFiles
{
    public static ChannelRepodata Open(string path, string channel, string subdir)
    {
        var text = RepodataText.OfFile(path);
        var location = new RepodataLocation(channel, $"https://conda.example/{channel}", subdir);
        return new ChannelRepodata(location, RepodataReader.Read(text, location.Url, default), text);
    }

    public static ChannelRepodata Of(string json, string channel = "channel", string subdir = "linux-64")
    {
        var text = RepodataText.Of(System.Text.Encoding.UTF8.GetBytes(json));
        var location = new RepodataLocation(channel, $"https://conda.example/{channel}", subdir);
        return new ChannelRepodata(location, RepodataReader.Read(text, location.Url, default), text);
    }
}
