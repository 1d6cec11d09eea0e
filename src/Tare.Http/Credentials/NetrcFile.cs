using System.Text;

namespace Tare.Http.Credentials;

/// <summary>
/// The entries of a netrc file (ftp(1), with curl's additions: quoted values and <c>#</c> comments). What it does not understand it
/// passes over, since the file belongs to many programs.
/// </summary>
public sealed class NetrcFile
{
    private readonly List<NetrcEntry> _entries;

    private NetrcFile(List<NetrcEntry> entries) => _entries = entries;

    /// <summary>No entries.</summary>
    public static NetrcFile Empty { get; } = new([]);

    /// <summary>Reads the text; never fails.</summary>
    public static NetrcFile Parse(string text)
    {
        var entries = new List<NetrcEntry>();
        var words = Words(text);
        for (var i = 0; i < words.Count;)
        {
            var isMachine = words[i] == "machine" && i + 1 < words.Count;
            if (!isMachine && words[i] != "default")
            {
                i++;
                continue;
            }

            var machine = isMachine ? words[i + 1] : null;
            i += isMachine ? 2 : 1;
            var (login, password) = ("", "");
            for (; i < words.Count && words[i] is not ("machine" or "default"); i++)
            {
                var hasValue = i + 1 < words.Count;
                switch (words[i])
                {
                    case "login" or "user" when hasValue:
                        login = words[++i];
                        break;
                    case "password" or "passwd" when hasValue:
                        password = words[++i];
                        break;
                    case "account" when hasValue:
                        i++;
                        break;
                }
            }

            entries.Add(new NetrcEntry(machine, login, password));
        }

        return new NetrcFile(entries);
    }

    /// <summary>The first entry for the host, else the default, else null.</summary>
    public NetrcEntry? Find(string host) =>
        _entries.Find(e => host.Equals(e.Machine, StringComparison.OrdinalIgnoreCase)) ?? _entries.Find(e => e.Machine is null);

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var inMacro = false;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            // A macro lasts to the next empty line.
            inMacro = inMacro && line.Trim().Length > 0;
            if (!inMacro)
            {
                AddWords(words, line);
                inMacro = words.Count > 0 && words.Remove("macdef");
            }
        }

        return words;
    }

    private static void AddWords(List<string> words, string line)
    {
        for (var i = 0; i < line.Length;)
        {
            if (char.IsWhiteSpace(line[i]))
            {
                i++;
                continue;
            }

            // Only at the start of a word, and not as a password's first letter.
            if (line[i] == '#' && (words.Count == 0 || words[^1] is not ("login" or "password" or "account")))
            {
                return;
            }

            words.Add(line[i] == '"' ? Quoted(line, ref i) : Bare(line, ref i));
        }
    }

    private static string Bare(string line, ref int i)
    {
        var start = i;
        while (i < line.Length && !char.IsWhiteSpace(line[i]))
        {
            i++;
        }

        return line[start..i];
    }

    private static string Quoted(string line, ref int i)
    {
        var word = new StringBuilder();
        for (i++; i < line.Length && line[i] != '"'; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length)
            {
                i++;
            }

            word.Append(line[i]);
        }

        i++;
        return word.ToString();
    }
}
