namespace Tare.Conda.Activation;

/// <summary>What a shell has to do to enter or leave an environment, in this order.</summary>
public sealed record ActivationChange
{
    /// <summary>Nothing to do.</summary>
    public static readonly ActivationChange None = new();

    /// <summary>The PATH under which the scripts of <see cref="DeactivateScripts"/> run, where it changes before them.</summary>
    public string? EarlyPath { get; init; }

    /// <summary>Scripts of the environment that is left.</summary>
    public IReadOnlyList<string> DeactivateScripts { get; init; } = [];

    /// <summary>Variables that go.</summary>
    public IReadOnlyList<string> Unset { get; init; } = [];

    /// <summary>What the prompt shows in front, or null where the prompt stays as it is.</summary>
    public string? PromptModifier { get; init; }

    /// <summary>Variables with their new values.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Export { get; init; } = [];

    /// <summary>Scripts of the environment that is entered.</summary>
    public IReadOnlyList<string> ActivateScripts { get; init; } = [];

    /// <summary>Remarks for people.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
