namespace Tare.Conda.Prefixes;

/// <summary>The words of <c>path_type</c>.</summary>
internal static class PrefixPathTypes
{
    private static readonly string[] Words =
    [
        "hardlink", "softlink", "directory", "unix_python_entry_point", "windows_python_entry_point_script", "windows_python_entry_point_exe",
        "pyc_file", "linked_package_record",
    ];

    internal static string ToWord(PrefixPathType type) => Words[(int)type];

    /// <summary>A word that is not known counts as a file.</summary>
    internal static PrefixPathType Parse(string? word) => (PrefixPathType)Math.Max(0, Array.IndexOf(Words, word));
}
