using System.Globalization;
using System.Text;
using System.Text.Json;
using Tare.Conda.Prefixes;

namespace Tare.Images.Building;

/// <summary>The files that belong to an environment and to none of its packages: its history and its variables. They depend on the plan alone.</summary>
internal static class EnvironmentDocuments
{
    internal static void Write(BuildEnvironment environment, LayerTar tar, long created)
    {
        foreach (var (path, content) in Of(environment, created))
        {
            tar.File($"{tar.Root.Folder}/{path}", 0x1A4, created, content);
        }
    }

    private static IEnumerable<(string Path, byte[] Content)> Of(BuildEnvironment environment, long created)
    {
        var date = DateTimeOffset.FromUnixTimeSeconds(created).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        yield return ("conda-meta/history", Encoding.UTF8.GetBytes(History.Format(new HistoryRevision(date)
        {
            Command = "tare image build",
            CondaVersion = "26.7.1",
            Packages = [.. environment.Packages.Select(p => $"+{ChannelOf(p)}::{p.DistName}")],
            UpdateSpecs = environment.RequestedSpecs,
        })));
        if (environment.Variables.Count > 0)
        {
            yield return ("conda-meta/state", State(environment.Variables));
        }
    }

    // The channel's last name and the platform, as conda writes it: conda-forge/linux-64.
    private static string ChannelOf(Conda.Records.RepoDataRecord record)
    {
        var channel = (record.Channel ?? "defaults").TrimEnd('/');
        channel = channel.EndsWith($"/{record.Subdir}", StringComparison.Ordinal) ? channel[..^(record.Subdir!.Length + 1)] : channel;
        var name = channel.StartsWith("https://conda.anaconda.org/", StringComparison.Ordinal) ? channel["https://conda.anaconda.org/".Length..] : channel;
        return record.Subdir is null ? name : $"{name}/{record.Subdir}";
    }

    private static byte[] State(IReadOnlyList<KeyValuePair<string, string>> variables)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", 1);
            writer.WriteStartObject("env_vars");
            foreach (var (name, value) in variables)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
