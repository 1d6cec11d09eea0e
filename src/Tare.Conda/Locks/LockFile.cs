using Tare.Conda.Channels;
using Tare.Conda.EnvironmentFiles;
using Tare.Conda.MatchSpecs;

namespace Tare.Conda.Locks;

/// <summary>A lock file: for each platform the exact packages of one or more environments.</summary>
public sealed record LockFile
{
    /// <summary><c>conda-lock</c>, <c>pixi</c> or <c>mamba</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The file, for errors.</summary>
    public required string Path { get; init; }

    /// <summary>The channels' names or URLs.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>The packages of every platform and group.</summary>
    public IReadOnlyList<LockedPackage> Packages { get; init; } = [];

    /// <summary>The platforms that have packages, sorted.</summary>
    public IEnumerable<string> Platforms => Packages.Select(p => p.Platform).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>The packages to install on a platform; <see cref="CondaException"/> where the file has none for it.</summary>
    public EnvironmentFile ToEnvironmentFile(EnvironmentFileOptions options)
    {
        var groups = Format == "pixi" ? [options.Environment] : options.Categories;
        var packages = Packages.Where(p => p.Platform == options.Subdir && (Format == "mamba" || groups.Contains(p.Group))).ToList();
        if (packages.Count == 0)
        {
            var known = string.Join(", ", Platforms);
            throw new CondaException(
                $"`{Path}` locks nothing for {options.Subdir} in {string.Join(", ", groups)}",
                known.Length == 0 ? "the file has no packages" : $"it has packages for {known}; make the lock file again with --platform {options.Subdir}");
        }

        return new EnvironmentFile
        {
            Channels = Channels,
            IsExplicit = true,
            Dependencies = [.. packages.Where(p => !p.IsPip).Select(p => new EnvironmentDependency(Spec(p, options.Channels), p.Url, p.Line))],
            PipRequirements = [.. packages.Where(p => p.IsPip).Select(PipRequirement)],
        };
    }

    private MatchSpec Spec(LockedPackage package, ChannelResolver channels)
    {
        if (!PackageFileName.HasExtension(package.Url) || !MatchSpec.TryParse(package.Url, channels, out var spec, out _))
        {
            throw new EnvironmentFileException(Path, package.Line, 1, $"`{package.Name}` has no URL of an archive", "make the lock file again");
        }

        return MatchSpec.Create(spec.Fields with { Md5 = package.Md5, Sha256 = package.Sha256 }, channels);
    }

    private static string PipRequirement(LockedPackage package)
    {
        var hash = package.Sha256 is null ? "" : $"#sha256={package.Sha256}";
        return package.Url.Length > 0 ? $"{package.Name} @ {package.Url}{hash}" : $"{package.Name}=={package.Version}";
    }
}
