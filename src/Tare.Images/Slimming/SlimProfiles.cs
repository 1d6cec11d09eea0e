namespace Tare.Images.Slimming;

/// <summary>The names of the profiles and what each puts at risk.</summary>
public static class SlimProfiles
{
    private static readonly string[] Names = ["bytecode", "static-libs", "docs", "tests"];

    /// <summary>Every profile.</summary>
    public static IReadOnlyList<SlimProfile> All { get; } = Enum.GetValues<SlimProfile>();

    /// <summary>The name on the command line and in reports.</summary>
    public static string Name(this SlimProfile profile) => Names[(int)profile];

    /// <summary>The profile of a name; false where there is none.</summary>
    public static bool TryParse(string name, out SlimProfile profile)
    {
        var index = Array.IndexOf(Names, name);
        profile = (SlimProfile)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>What can go wrong without these files.</summary>
    public static string Danger(this SlimProfile profile) => profile switch
    {
        SlimProfile.Bytecode => "every start of Python compiles again what it imports: slower starts, and slower still where the file system is read-only",
        SlimProfile.StaticLibs => "packages that compile at run time (cython, fenics, cling, numba's linkers) may fail to link",
        SlimProfile.Docs => "licence texts in share/doc go too, and programs that read their help from there find none",
        _ => "packages that import their own tests (numpy.testing users, pandas.testing) may fail",
    };
}
