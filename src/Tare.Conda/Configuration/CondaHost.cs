namespace Tare.Conda.Configuration;

/// <summary>What conda takes from the process and the machine around it; given as data, so that nothing here reads it by stealth.</summary>
/// <param name="Variables">The environment variables.</param>
/// <param name="Home">The user's home folder: what <c>~</c> means.</param>
/// <param name="WorkingDirectory">What relative paths start from.</param>
public sealed record CondaHost(IReadOnlyDictionary<string, string> Variables, string Home, string WorkingDirectory)
{
    /// <summary>The folder that holds <c>etc</c>, <c>var</c> and <c>opt</c>: <c>/</c>, or a folder made up for a test or mounted from elsewhere.</summary>
    public string SystemRoot { get; init; } = "/";

    /// <summary>The user may read every home folder (root).</summary>
    public bool IsAdministrator { get; init; }

    /// <summary>The value of an environment variable, or null where it is unset or empty.</summary>
    public string? this[string name] => Variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>A path below <see cref="SystemRoot"/>, such as <c>etc/conda</c>.</summary>
    public string System(string relative) => Path.Join(SystemRoot, relative);
}
