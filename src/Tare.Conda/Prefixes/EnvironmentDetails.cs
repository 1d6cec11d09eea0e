using System.Globalization;
using Tare.Conda.Configuration;
using Tare.Primitives.Posix;

namespace Tare.Conda.Prefixes;

/// <summary>What a list of environments says of each.</summary>
/// <param name="Path">Its folder.</param>
/// <param name="Name">Its name; empty where it has none.</param>
public sealed record EnvironmentDetails(string Path, string Name)
{
    /// <summary>When it was made, where that is known.</summary>
    public DateTimeOffset? Created { get; private init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? LastModified { get; private init; }

    /// <summary>It is the active one.</summary>
    public bool IsActive { get; private init; }

    /// <summary>It is the root environment.</summary>
    public bool IsBase { get; private init; }

    /// <summary>It is marked as not to be changed.</summary>
    public bool IsFrozen { get; private init; }

    /// <summary>This user may change it; null where it is no environment.</summary>
    public bool? IsWritable { get; private init; }

    /// <summary>Looks at an environment.</summary>
    public static EnvironmentDetails Of(CondaConfiguration configuration, CondaPrefix prefix)
    {
        var exists = prefix.IsEnvironment;
        var active = configuration.Host["CONDA_PREFIX"];
        return new EnvironmentDetails(prefix.Path, EnvironmentLocator.NameOf(configuration, prefix.Path) ?? "")
        {
            Created = CreatedAt(prefix),
            LastModified = exists ? new DateTimeOffset(File.GetLastWriteTimeUtc(prefix.HistoryPath)) : null,
            IsActive = active is not null && PathExpansion.Absolute(active, configuration.Host) == prefix.Path,
            IsBase = prefix.Path == configuration.Root.Path,
            IsFrozen = prefix.IsFrozen,
            IsWritable = exists ? FileAccessCheck.IsWritable(prefix.HistoryPath) : null,
        };
    }

    private static DateTimeOffset? CreatedAt(CondaPrefix prefix)
    {
        try
        {
            var text = File.ReadAllText(System.IO.Path.Join(prefix.MetaFolder, "created_at"));
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 2e11
                ? DateTimeOffset.UnixEpoch.AddTicks((long)Math.Round(seconds * 1e6) * 10)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
