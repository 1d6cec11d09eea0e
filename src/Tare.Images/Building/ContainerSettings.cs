namespace Tare.Images.Building;

/// <summary>How containers of the image start, as far as it is to differ from the base.</summary>
public sealed record ContainerSettings
{
    /// <summary>The program and its first arguments, or null for the base's.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>The arguments that a user may replace, or null for the base's.</summary>
    public IReadOnlyList<string>? Cmd { get; init; }

    /// <summary>User, and optionally group.</summary>
    public string? User { get; init; }

    /// <summary>The folder that the program starts in.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables, set after the environment's own.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary><c>80/tcp</c> and the like.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>Labels.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Labels { get; init; } = [];

    /// <summary>The command that tells whether the container is well, as Docker's <c>Healthcheck.Test</c>; null for none.</summary>
    public IReadOnlyList<string>? HealthCheck { get; init; }
}
