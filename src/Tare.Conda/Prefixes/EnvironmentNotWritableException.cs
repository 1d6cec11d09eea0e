using Tare.Primitives.Posix;

namespace Tare.Conda.Prefixes;

/// <summary>An environment, or the place of one, that this user may not write to.</summary>
public sealed class EnvironmentNotWritableException : CondaException
{
    private readonly string _prefix;

    private EnvironmentNotWritableException(string prefix, string folder)
        : base($"`{prefix}` cannot be changed: this user may not write to `{folder}`, or it is on a read-only file system", "choose a place of your own with -p PATH, or run as the owner of that folder") =>
        _prefix = prefix;

    /// <inheritdoc/>
    public override string? CondaName => "EnvironmentNotWritableError";

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> CondaFields => [KeyValuePair.Create("environment_location", _prefix)];

    /// <summary>The files of an environment may be changed.</summary>
    public static void DemandContent(string prefix) => Demand(prefix, Path.Join(prefix, "conda-meta"));

    /// <summary>An environment may be put to this place or taken away from it.</summary>
    public static void DemandPlace(string prefix) => Demand(prefix, Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(prefix)) ?? "/");

    // Asked before anything is fetched; what is not there yet is made in the nearest folder that is.
    private static void Demand(string prefix, string folder)
    {
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
        {
            folder = parent;
        }

        if (!FileAccessCheck.IsWritable(folder))
        {
            throw new EnvironmentNotWritableException(prefix, folder);
        }
    }
}
