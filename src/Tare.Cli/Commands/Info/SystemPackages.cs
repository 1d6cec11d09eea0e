using Tare.Cli.Views.Conda;
using Tare.Conda.Configuration;
using Tare.Conda.VirtualPackages;

namespace Tare.Cli.Commands.Info;

/// <summary>The virtual packages that <c>tare info</c> shows: those of the machine, and conda itself.</summary>
internal static class SystemPackages
{
    /// <summary>Name, version and build of each, by name.</summary>
    internal static IReadOnlyList<string[]> Of(CondaConfiguration configuration)
    {
        var packages = VirtualPackageDetector.Detect(new VirtualPackageOptions
        {
            Subdir = configuration.Subdir,
            Root = configuration.Host.SystemRoot,
            Variables = configuration.Host.Variables,
            Configured = configuration.Map("override_virtual_packages"),
        });
        return [.. packages.Select(p => new[] { p.Name, p.Version, p.Build }).Append(["__conda", CondaVersions.Conda, "0"]).OrderBy(p => p[0], StringComparer.Ordinal)];
    }
}
