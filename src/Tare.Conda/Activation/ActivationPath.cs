namespace Tare.Conda.Activation;

/// <summary>PATH with the folders of environments put in, replaced and taken out.</summary>
internal static class ActivationPath
{
    internal static string Add(string path, string prefix) => Join([Bin(prefix), .. Split(path)]);

    /// <summary>The place of the old environment goes to the new one; to the front where the old one is not there.</summary>
    internal static string Replace(string path, string? old, string? @new)
    {
        var folders = Split(path);
        var at = old is null ? -1 : folders.FindIndex(f => Same(f, Bin(old)));
        if (at >= 0)
        {
            folders.RemoveAt(at);
        }

        if (@new is not null)
        {
            folders.Insert(Math.Max(at, 0), Bin(@new));
        }

        return Join(folders);
    }

    private static string Bin(string prefix) => prefix.TrimEnd('/') + "/bin";

    private static bool Same(string a, string b) => a.TrimEnd('/') == b.TrimEnd('/');

    private static List<string> Split(string path) => [.. path.Split(':')];

    private static string Join(IEnumerable<string> folders) => string.Join(':', folders);
}
