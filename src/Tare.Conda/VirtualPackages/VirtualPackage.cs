using Tare.Conda.Records;

namespace Tare.Conda.VirtualPackages;

/// <summary>A property of the target machine that packages can depend on (CEP 30): <c>__glibc=2.36=0</c>.</summary>
/// <param name="Name">The name, with its two underscores.</param>
/// <param name="Version">The version; <c>0</c> where there is none to speak of.</param>
/// <param name="Build">The build string; <c>0</c>, or the machine's name for <c>__archspec</c>.</param>
public readonly record struct VirtualPackage(string Name, string Version, string Build = "0")
{
    /// <summary>The package as a record that the solver can choose.</summary>
    public RepoDataRecord ToRecord(string subdir) => new()
    {
        Name = Name,
        Version = Version,
        Build = Build,
        Channel = "@",
        Subdir = subdir,
        FileName = Name,
    };

    /// <summary><c>name=version=build</c>, as conda info lists it.</summary>
    public override string ToString() => $"{Name}={Version}={Build}";
}
