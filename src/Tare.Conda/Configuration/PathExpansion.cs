using System.Text.RegularExpressions;

namespace Tare.Conda.Configuration;

/// <summary><c>$NAME</c>, <c>${NAME}</c>, <c>~</c> and <c>~user</c> in paths, as conda resolves them.</summary>
public static partial class PathExpansion
{
    /// <summary>Replaces the variables that are set; the others stay as they are written.</summary>
    public static string Variables(string text, CondaHost host) => text.Contains('$', StringComparison.Ordinal)
        ? VariablePattern.Replace(text, match => host.Variables.GetValueOrDefault(match.Value.TrimStart('$').Trim('{', '}'), match.Value))
        : text;

    /// <summary>Replaces a leading <c>~</c> or <c>~user</c>; an unknown user stays as written.</summary>
    public static string Home(string path, CondaHost host)
    {
        if (path.Length == 0 || path[0] != '~')
        {
            return path;
        }

        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var user = slash < 0 ? path[1..] : path[1..slash];
        var rest = slash < 0 ? "" : path[slash..];
        var home = user.Length == 0 ? host.Home : UserHomes.All(host).FirstOrDefault(u => u.Name == user).Home;
        return home is null ? path : home.TrimEnd('/') + rest;
    }

    /// <summary>Variables, <c>~</c>, then absolute and without <c>.</c> and <c>..</c>.</summary>
    public static string Full(string path, CondaHost host) => Absolute(Home(Variables(path, host), host), host);

    /// <summary>Absolute and without <c>.</c>, <c>..</c> and a slash at the end; symbolic links stay.</summary>
    public static string Absolute(string path, CondaHost host)
    {
        var full = Path.GetFullPath(path.Replace("\0", "", StringComparison.Ordinal), host.WorkingDirectory);
        return Path.TrimEndingDirectorySeparator(full);
    }

    [GeneratedRegex(@"\$(?:[A-Za-z0-9_]+|\{[^}]*\})", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VariablePattern { get; }
}
