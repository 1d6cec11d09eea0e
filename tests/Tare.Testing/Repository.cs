namespace Tare.Testing;

/// <summary>Where this checkout is.</summary>
public static class Repository
{
    /// <summary>The folder that holds Tare.slnx.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Tare.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("the tests run from a folder outside the repository");
    }
}
