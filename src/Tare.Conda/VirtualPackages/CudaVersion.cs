using System.Globalization;

namespace Tare.Conda.VirtualPackages;

/// <summary>
/// The newest CUDA that the NVIDIA driver can run. The driver's own answer needs its library to be loaded and run; instead its version
/// is read and looked up in NVIDIA's table of the driver that each CUDA came with (CUDA Toolkit release notes, table 3).
/// </summary>
internal static class CudaVersion
{
    private static readonly (int Major, int Minor, string Cuda)[] Drivers =
    [
        (590, 0, "13.1"), (580, 65, "13.0"), (575, 51, "12.9"), (570, 26, "12.8"), (565, 57, "12.7"), (560, 28, "12.6"), (555, 42, "12.5"),
        (550, 54, "12.4"), (545, 23, "12.3"), (535, 54, "12.2"), (530, 30, "12.1"), (525, 60, "12.0"), (520, 61, "11.8"), (515, 43, "11.7"),
        (510, 39, "11.6"), (495, 29, "11.5"), (470, 42, "11.4"), (465, 19, "11.3"), (460, 27, "11.2"), (455, 23, "11.1"), (450, 36, "11.0"),
        (440, 33, "10.2"), (418, 39, "10.1"), (410, 48, "10.0"), (396, 26, "9.2"), (390, 46, "9.1"), (384, 81, "9.0"), (375, 26, "8.0"),
    ];

    private static readonly string[] Folders = ["usr/lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu", "usr/lib64", "usr/lib64/nvidia", "usr/lib", "usr/lib/wsl/drivers"];

    internal static string? Detect(MachineFiles machine) => Of(FromKernel(machine) ?? FromLibrary(machine));

    /// <summary>The CUDA of a driver such as <c>535.104.05</c>.</summary>
    internal static string? Of(string? driver)
    {
        var parts = (driver ?? "").Split('.');
        if (parts.Length < 2 || !TryNumber(parts[0], out var major) || !TryNumber(parts[1], out var minor))
        {
            return null;
        }

        return Array.Find(Drivers, d => major > d.Major || (major == d.Major && minor >= d.Minor)).Cuda;
    }

    // NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat Aug 19 01:15:15 UTC 2023
    private static string? FromKernel(MachineFiles machine) => machine.Text("proc/driver/nvidia/version")?
        .Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries)
        .FirstOrDefault(w => w.Split('.') is { Length: 2 or 3 } parts && parts.All(p => TryNumber(p, out _)));

    // The name that programs load the library by tells whether a folder has it; only then are its thousands of names read.
    private static string? FromLibrary(MachineFiles machine) => Folders
        .Where(f => machine.Has($"{f}/libcuda.so.1") || machine.Has($"{f}/libcuda.so"))
        .SelectMany(f => machine.Names(f, "libcuda.so."))
        .Select(n => n["libcuda.so.".Length..])
        .FirstOrDefault(v => v.Contains('.', StringComparison.Ordinal));

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
