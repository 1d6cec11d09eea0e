namespace Tare.Images.Building;

/// <summary>The pip section of an environment file, which the environment's own pip installs inside the image.</summary>
/// <param name="File">The file on this machine; relative paths in the lines start from its folder.</param>
/// <param name="Requirements">The lines.</param>
public sealed record PipSection(string File, IReadOnlyList<string> Requirements)
{
    /// <summary>What pip is told by variables: of this machine's, those that pip and its connections go by.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary>Files of this machine that pip reads, by the variable that tells it where they are.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Files { get; init; } = [];

    /// <summary>pip keeps what it downloads in the image, as it does where nothing is cleaned.</summary>
    public bool KeepsCache { get; init; }

    /// <summary>The lines, for messages.</summary>
    internal string Names => string.Join(", ", Requirements);
}
