namespace Tare.Conda.Activation;

/// <summary>The scripts that packages leave in <c>etc/conda/activate.d</c> and <c>deactivate.d</c>.</summary>
internal static class ActivationScripts
{
    internal static IReadOnlyList<string> Activate(string prefix, string extension) => In(prefix, "activate.d", extension);

    /// <summary>In the opposite order.</summary>
    internal static IReadOnlyList<string> Deactivate(string prefix, string extension) => [.. In(prefix, "deactivate.d", extension).Reverse()];

    private static IReadOnlyList<string> In(string prefix, string name, string extension)
    {
        try
        {
            var folder = Path.Join(prefix, "etc", "conda", name);
            return Directory.Exists(folder)
                ? [.. Directory.EnumerateFiles(folder).Where(f => f.EndsWith(extension, StringComparison.Ordinal)).Order(StringComparer.Ordinal)]
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
