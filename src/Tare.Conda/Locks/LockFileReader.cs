using Tare.Conda.Channels;
using Tare.Conda.EnvironmentFiles;
using Tare.Conda.Yaml;

namespace Tare.Conda.Locks;

/// <summary>Reads conda-lock.yml (version 1), pixi.lock (versions 4 to 7) and mamba's JSON locks.</summary>
public static class LockFileReader
{
    /// <summary>The text is a lock file: its name ends with <c>-lock.yml</c>, <c>pixi.lock</c> or the like, or it has a lock file's keys.</summary>
    public static bool IsLock(string text, string path)
    {
        var name = Path.GetFileName(path);
        return name is "pixi.lock" or "conda-lock.yml" || name.EndsWith(".conda-lock.yml", StringComparison.Ordinal)
            || name.EndsWith("-lock.yml", StringComparison.Ordinal) || name.EndsWith("-lock.yaml", StringComparison.Ordinal) || name.EndsWith("-lock.json", StringComparison.Ordinal)
            || (HasLine(text, "version:") && (HasLine(text, "package:") || HasLine(text, "environments:")));
    }

    /// <summary>Reads a lock file; <see cref="EnvironmentFileException"/> or <see cref="YamlException"/> where it is none.</summary>
    public static LockFile Parse(string text, string path, ChannelResolver channels)
    {
        if (YamlDocument.Parse(text, path, YamlLimits.LockFiles) is not YamlMapping root)
        {
            throw new EnvironmentFileException(path, 1, 1, "this is not a lock file");
        }

        var nodes = new LockNodes(path);
        if (root["lockVersion"] is { } mamba)
        {
            return new MambaLock(nodes, channels).Read(root, nodes.Text(mamba, "lockVersion"));
        }

        var version = nodes.Required(root, "version");
        if (!int.TryParse(nodes.Text(version, "version"), out var number))
        {
            throw nodes.At(version, "the version of a lock file is a number");
        }

        if (root["environments"] is null && root["package"] is not null && number == 1)
        {
            return new CondaLock(nodes).Read(root);
        }

        if (number is >= 4 and <= 7 && root["environments"] is not null)
        {
            return new PixiLock(nodes).Read(root, number);
        }

        throw nodes.At(version, $"lock files of version {number} cannot be read", "conda-lock's version 1 and pixi's versions 4 to 7 can");
    }

    private static bool HasLine(string text, string start) => text.StartsWith(start, StringComparison.Ordinal) || text.Contains("\n" + start, StringComparison.Ordinal);
}
