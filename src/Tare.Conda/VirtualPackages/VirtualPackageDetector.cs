namespace Tare.Conda.VirtualPackages;

/// <summary>Says which virtual packages a machine has (conda/plugins/virtual_packages), by reading files: no program is run.</summary>
public static class VirtualPackageDetector
{
    /// <summary>The glibc that is assumed where there is none to look at: an image that holds the environment alone.</summary>
    public const string DefaultGlibc = "2.28";

    /// <summary>The virtual packages, in the order in which conda lists them.</summary>
    public static IReadOnlyList<VirtualPackage> Detect(VirtualPackageOptions options)
    {
        var packages = new List<VirtualPackage>();
        var system = options.Subdir.Split('-')[0];
        var isNative = options.Subdir == options.HostSubdir;
        var machine = new MachineFiles(options.Root);
        Add(packages, options, "archspec", () => isNative ? Microarchitecture.Detect(machine, options.Subdir) : Microarchitecture.Generic(options.Subdir));
        Add(packages, options, "cuda", () => system == "linux" ? CudaVersion.Detect(machine) : null);
        if (system is "linux" or "osx" or "freebsd")
        {
            packages.Add(new VirtualPackage("__unix", "0"));
        }

        switch (system)
        {
            case "linux":
                AddLinux(packages, options, machine);
                break;
            case "osx":
                Add(packages, options, "osx", () => machine.MacOSVersion() ?? "0");
                break;
            case "win":
                Add(packages, options, "win", () => OperatingSystem.IsWindows() ? Environment.OSVersion.Version.ToString(3) : "0");
                break;
        }

        return packages;
    }

    private static void AddLinux(List<VirtualPackage> packages, VirtualPackageOptions options, MachineFiles machine)
    {
        // Unlike the others, __linux stays when its override is empty.
        var kernel = options.Override("linux") is { } given ? given.Trim() : machine.KernelRelease() ?? "";
        packages.Add(new VirtualPackage("__linux", KernelVersion.Of(kernel) ?? "0"));
        Add(packages, options, "glibc", () => GlibcVersion.Detect(machine) ?? (GlibcVersion.HasMusl(machine) ? null : DefaultGlibc));
    }

    private static void Add(List<VirtualPackage> packages, VirtualPackageOptions options, string name, Func<string?> detect)
    {
        var value = (options.Override(name) ?? detect())?.Trim();
        if (!string.IsNullOrEmpty(value))
        {
            packages.Add(name == "archspec" ? new VirtualPackage("__archspec", "1", value) : new VirtualPackage("__" + name, value));
        }
    }
}
