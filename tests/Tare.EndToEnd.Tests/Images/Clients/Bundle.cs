using System.Text.Json.Nodes;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Images.Clients;

/// <summary>What <c>umoci unpack</c> makes of an image: a root file system and how to run it.</summary>
internal sealed class Bundle(string folder)
{
    internal string Root => Path.Combine(folder, "rootfs");

    /// <summary>Runs the image's own command with runc, and gives its output.</summary>
    internal string Run()
    {
        var file = Path.Combine(folder, "config.json");
        var config = JsonNode.Parse(File.ReadAllText(file))!;
        config["process"]!["terminal"] = false;
        File.WriteAllText(file, config.ToJsonString());
        return Tool.Run("runc", "--root", Path.Combine(folder, "state"), "run", "-b", folder, "tare-" + Guid.NewGuid().ToString("N"));
    }

    /// <summary>Runs a shell command in the file system itself.</summary>
    internal string Shell(string command) => Tool.Run("chroot", Root, "/bin/sh", "-c", command);

    /// <summary>Every path with type, mode, owner, size, names, time, link text and content, one a line.</summary>
    internal string[] Tree() => Tool.Run("bash", "-c",
        $"cd {Root} && find . -mindepth 1 -type d -printf '%P d %m %U %G %T@\\n' -o -type f -printf '%P f %m %U %G %s %n %T@ ' -exec sha256sum {{}} \\; -o -printf '%P %y %m %U %G %T@ %l\\n'")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ToArray();

    /// <summary>Bytes of file data, each inode once.</summary>
    internal long Bytes() => long.Parse(Tool.Run("bash", "-c", $"find {Root} -type f -printf '%i %s\\n' | sort -u | awk '{{ s += $2 }} END {{ print s + 0 }}'"));
}
