namespace Tare.Cli.Commands.Export;

/// <summary>What <c>tare export</c> can write, by the names that conda has for it.</summary>
internal sealed record ExportFormat(string Name, string[] Aliases, string[] FileNames)
{
    internal static readonly ExportFormat Yaml = new("environment-yaml", ["yaml", "yml", "env.yml"], ["environment.yaml", "environment.yml"]);
    internal static readonly ExportFormat Json = new("environment-json", ["json"], ["environment.json"]);
    internal static readonly ExportFormat Explicit = new("explicit", [], ["explicit.txt"]);
    internal static readonly ExportFormat Requirements = new("requirements", ["reqs", "txt"], ["requirements.txt", "spec.txt"]);

    private static readonly ExportFormat[] All = [Yaml, Json, Explicit, Requirements];

    /// <summary>The formats in words.</summary>
    internal static string Names { get; } = "environment-yaml, environment-json, explicit and requirements";

    /// <summary>The format that a name means.</summary>
    internal static ExportFormat Of(string name) =>
        Array.Find(All, f => f.Name == name || f.Aliases.Contains(name)) ?? throw new UsageException($"`{name}` is no format of export", $"there are {Names}");

    /// <summary>The format that a file's name asks for; environment.yml where it asks for none.</summary>
    internal static ExportFormat OfFile(string path) => Array.Find(All, f => f.FileNames.Contains(Path.GetFileName(path)))
        ?? (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? Json : Yaml);
}
