using System.Text;

namespace Tare.Conda.VirtualPackages;

/// <summary>The version of the C library, read from the library itself: every glibc holds its own announcement as text.</summary>
public static class GlibcVersion
{
    private static readonly System.Buffers.SearchValues<byte> VersionCharacters = System.Buffers.SearchValues.Create("0123456789."u8);

    private static readonly string[] Folders =
    [
        "lib/x86_64-linux-gnu", "lib/aarch64-linux-gnu", "lib/powerpc64le-linux-gnu", "lib/s390x-linux-gnu", "lib/riscv64-linux-gnu",
        "lib64", "usr/lib64", "lib", "usr/lib", "usr/lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu", "lib/i386-linux-gnu",
    ];

    /// <summary>Where a glibc can be, below the root: for images, whose files are not in a folder.</summary>
    public static IEnumerable<string> Paths => Folders.Select(f => $"{f}/libc.so.6");

    /// <summary>The version that the bytes of a <c>libc.so.6</c> announce, such as <c>2.36</c>; null where they are none.</summary>
    public static string? Of(ReadOnlySpan<byte> library)
    {
        var start = library.IndexOf("GNU C Library "u8);
        if (start < 0)
        {
            return null;
        }

        var line = library.Slice(start, Math.Min(300, library.Length - start));
        var word = line.IndexOf("release version "u8);
        if (word < 0)
        {
            return null;
        }

        var version = line[(word + "release version ".Length)..];
        var end = version.IndexOfAnyExcept(VersionCharacters);
        return Encoding.ASCII.GetString(version[..(end < 0 ? version.Length : end)]).TrimEnd('.') is { Length: > 0 } text ? text : null;
    }

    internal static string? Detect(MachineFiles machine) => Paths.Select(p => Detect(machine, p)).FirstOrDefault(v => v is not null);

    internal static bool HasMusl(MachineFiles machine) => machine.Names("lib", "ld-musl-").Count > 0;

    private static string? Detect(MachineFiles machine, string path)
    {
        using var library = machine.Library(path);
        return library is null ? null : Of(library.Span);
    }
}
