using Tare.Testing;
using Tare.Testing.Packages;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Environments;

/// <summary>A channel in a folder, a home and a package cache of their own, and the binary.</summary>
internal sealed class EndToEndChannel : IDisposable
{
    internal EndToEndChannel()
    {
        var channel = new ChannelFolder(Folder["channel"]);
        foreach (var version in (string[])["1.0", "2.0"])
        {
            channel.Add(new TestPackage("zlib", version).With("lib/zlib.txt", version).With("share/zlib/prefix.txt", $"here {Placeholder.Text}\n"));
            channel.Add(new TestPackage(new PackageFields("app", version, "0") { Depends = ["zlib"] })
                .With("bin/app", $"#!/bin/sh\necho app {version} of {Placeholder.Text}\n"));
        }

        channel.Add(new TestPackage("large").WithFiles(40, 20_000));
        channel.WriteIndex();
        Directory.CreateDirectory(Folder["home"]);
    }

    internal TemporaryFolder Folder { get; } = new();

    internal string Url => "file://" + Folder["channel"];

    internal Dictionary<string, string> Variables => new()
    {
        ["HOME"] = Folder["home"],
        ["CONDA_ROOT_PREFIX"] = Folder["root"],
        ["CONDA_PKGS_DIRS"] = Folder["root", "pkgs"],
        ["PATH"] = "/usr/bin:/bin",
    };

    internal string Prefix(string name) => Folder["root", "envs", name];

    internal ToolResult Tare(params string[] words) => TareBinary.Run(Variables, words);

    /// <summary>What the binary says, which must succeed.</summary>
    internal string Done(params string[] words)
    {
        var result = Tare(words);
        result.ExitCode.ShouldBe(0, $"{string.Join(' ', words)}: {result.Error}{result.Output}");
        return result.Output;
    }

    public void Dispose() => Folder.Dispose();
}
