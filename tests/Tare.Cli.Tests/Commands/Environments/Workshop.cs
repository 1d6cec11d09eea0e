using Tare.Conda.Prefixes;
using Tare.Testing.Packages;

namespace Tare.Cli.Tests.Commands.Environments;

/// <summary>A machine with a channel in a folder, on which environments are made and changed.</summary>
internal sealed class Workshop : IDisposable
{
    public Workshop()
    {
        Channel = new ChannelFolder(Machine.Folder["channel"]);
        Machine.File("root/.condarc", $"channels: [\"{ChannelUrl}\"]\nalways_yes: true\n");
    }

    public Machine Machine { get; } = new();

    public ChannelFolder Channel { get; }

    public string ChannelUrl => "file://" + Machine.Folder["channel"];

    /// <summary>Puts packages into the channel.</summary>
    public Workshop With(params TestPackage[] packages)
    {
        foreach (var package in packages)
        {
            Channel.Add(package);
        }

        Channel.WriteIndex();
        return this;
    }

    public static TestPackage Package(string name, string version = "1.0", params string[] depends) =>
        new TestPackage(new PackageFields(name, version, "0") { Depends = depends }).With($"lib/{name}.txt", $"{name} {version}").With($"share/{name}/prefix.txt", $"here {Placeholder.Text}/share\n");

    public Answer Done(params string[] words)
    {
        var answer = Machine.Run(words);
        answer.Status.ShouldBe(0, answer.Error + answer.Output);
        return answer;
    }

    public Answer Failed(params string[] words)
    {
        var answer = Machine.Run(words);
        answer.Status.ShouldNotBe(0, answer.Output);
        return answer;
    }

    public string Path(string environment, string path = "") => System.IO.Path.Join(Machine.Root, "envs", environment, path);

    public string Text(string environment, string path) => File.ReadAllText(Path(environment, path));

    public string[] Packages(string environment) =>
        [.. new CondaPrefix(Path(environment)).Records().Records.Select(r => $"{r.Name} {r.Version}")];

    public void Dispose() => Machine.Dispose();
}
