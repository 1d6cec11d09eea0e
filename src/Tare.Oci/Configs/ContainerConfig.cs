using Tare.Oci.Manifests;
using Tare.Primitives.Json;

namespace Tare.Oci.Configs;

/// <summary>How a container of the image starts: the object <c>config</c> of an image configuration (OCI image specification, config.md).</summary>
public sealed record ContainerConfig
{
    private static readonly string[] Known =
        ["User", "ExposedPorts", "Env", "Entrypoint", "Cmd", "Volumes", "WorkingDir", "Labels", "StopSignal"];

    /// <summary>User, and optionally group, by name or number.</summary>
    public string? User { get; init; }

    /// <summary><c>80/tcp</c> and the like.</summary>
    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    /// <summary><c>NAME=value</c>; null where the field is missing.</summary>
    public IReadOnlyList<string>? Env { get; init; }

    /// <summary>The program and its first arguments.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>The arguments that a user may replace; the program where there is no entry point.</summary>
    public IReadOnlyList<string>? Cmd { get; init; }

    /// <summary>Paths that hold data.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>The folder that the program starts in.</summary>
    public string? WorkingDir { get; init; }

    /// <summary>Free entries.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = SortedMap.Empty;

    /// <summary>The signal that asks the program to end.</summary>
    public string? StopSignal { get; init; }

    /// <summary>Fields this version does not know, Docker's Healthcheck, Shell and OnBuild among them.</summary>
    public JsonFields OtherFields { get; init; } = JsonFields.None;

    internal static ContainerConfig Read(JsonObjectReader reader) => new()
    {
        User = reader.Text("User"),
        ExposedPorts = reader.Keys("ExposedPorts"),
        Env = reader.Texts("Env"),
        Entrypoint = reader.Texts("Entrypoint"),
        Cmd = reader.Texts("Cmd"),
        Volumes = reader.Keys("Volumes"),
        WorkingDir = reader.Text("WorkingDir"),
        Labels = reader.Map("Labels"),
        StopSignal = reader.Text("StopSignal"),
        OtherFields = JsonFields.Except(reader.Element, Known),
    };

    internal void WriteTo(System.Text.Json.Utf8JsonWriter writer)
    {
        writer.WriteStartObject("config");
        writer.WriteOptional("User", User);
        writer.WriteKeys("ExposedPorts", ExposedPorts);
        writer.WriteOptional("Env", Env);
        writer.WriteOptional("Entrypoint", Entrypoint);
        writer.WriteOptional("Cmd", Cmd);
        writer.WriteKeys("Volumes", Volumes);
        writer.WriteOptional("WorkingDir", WorkingDir);
        writer.WriteMap("Labels", Labels);
        writer.WriteOptional("StopSignal", StopSignal);
        OtherFields.WriteTo(writer);
        writer.WriteEndObject();
    }
}
