using System.Text;
using Tare.Primitives.Patterns;

namespace Tare.Images.Building;

/// <summary>
/// What a <c>.dockerignore</c> leaves out of a folder, by the rules of <c>docker build</c> (docs.docker.com, "Build context"): patterns are
/// Go's <c>filepath.Match</c> with <c>**</c> for any number of folders, and the last one that fits a path, or a folder above it, decides.
/// </summary>
internal sealed class IgnoreRules
{
    private readonly List<(TextRegex Pattern, bool IsException)> _rules = [];

    /// <summary>Leaves nothing out.</summary>
    internal static IgnoreRules None { get; } = new();

    /// <summary>A pattern brings back what another left out, so that folders that are left out must be searched.</summary>
    internal bool HasExceptions => _rules.Exists(r => r.IsException);

    /// <summary>The rules of the folder's <c>.dockerignore</c>.</summary>
    internal static IgnoreRules Of(string folder)
    {
        var file = Path.Join(folder, ".dockerignore");
        return File.Exists(file) ? Parse(File.ReadAllText(file), file) : None;
    }

    internal static IgnoreRules Parse(string text, string file = ".dockerignore")
    {
        var rules = new IgnoreRules();
        foreach (var raw in text.TrimStart('\uFEFF').Split('\n'))
        {
            var line = raw.Trim();
            if (raw.StartsWith('#') || line.Length == 0)
            {
                continue;
            }

            var isException = line[0] == '!';
            var pattern = Clean(isException ? line[1..].Trim() : line);
            if (pattern.Length > 0)
            {
                rules._rules.Add((Compile(pattern, line, file), isException));
            }
        }

        return rules;
    }

    /// <summary>The path, relative to the folder, is left out.</summary>
    internal bool Ignores(string path)
    {
        var isIgnored = false;
        foreach (var (pattern, isException) in _rules.Where(r => r.IsException == isIgnored))
        {
            isIgnored ^= Fits(pattern, path);
        }

        return isIgnored;
    }

    private static bool Fits(TextRegex pattern, string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (pattern.IsMatch(path.AsSpan(0, end)))
            {
                return true;
            }
        }

        return false;
    }

    // Go's path.Clean, as far as patterns need it.
    private static string Clean(string pattern)
    {
        var parts = new List<string>();
        foreach (var part in pattern.Split('/').Where(p => p is not ("" or ".")))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != "..")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    private static TextRegex Compile(string glob, string line, string file)
    {
        var text = new StringBuilder("^");
        for (var i = 0; i < glob.Length; i++)
        {
            var letter = glob[i];
            if (letter == '*' && i + 1 < glob.Length && glob[i + 1] == '*')
            {
                var isFolder = i + 2 < glob.Length && glob[i + 2] == '/';
                text.Append(isFolder ? "(.*/)?" : ".*");
                i += isFolder ? 2 : 1;
            }
            else if (letter == '[' && glob.IndexOf(']', i + 1) is var close and > 0)
            {
                text.Append(glob, i, close - i + 1);
                i = close;
            }
            else
            {
                text.Append(letter switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    '\\' when i + 1 < glob.Length => Escaped(glob[++i]),
                    _ => Escaped(letter),
                });
            }
        }

        return TextRegex.TryParse(text.Append('$').ToString(), ignoreCase: false, out var regex, out var fault) ? regex
            : throw new ImageException($"`{line}` in `{file}` is no pattern: {fault.Message}", "patterns have `*`, `?`, `[a-z]` and `**`");
    }

    private static string Escaped(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or > '\x7F' ? letter.ToString() : $"\\{letter}";
}
