using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Shell;

/// <summary>Finds the script that a command hands to another shell: <c>bash -lc "…"</c>, also behind sudo.</summary>
internal static class InnerScript
{
    private static readonly string[] Shells = ["sh", "bash", "dash", "ash", "zsh", "ksh"];

    /// <summary>The place of the word among those of the command, or -1.</summary>
    internal static int IndexIn(ImmutableArray<ShellWord> words)
    {
        var shell = words.Length < 3 ? words.Length : CommandPrefix.Length(words);
        if (shell + 2 >= words.Length || !Shells.Contains(words[shell].Text[(words[shell].Text.LastIndexOf('/') + 1)..]))
        {
            return -1;
        }

        var at = shell + 1;
        while (at < words.Length && words[at].Text is ['-' or '+', ..] and not ['-', not '-', .., 'c'] and not "-c")
        {
            at += words[at].Text is ['-' or '+', not '-', ..] and [.., 'o' or 'O'] ? 2 : 1;
        }

        return at + 1 < words.Length && words[at].Text is ['-', ..] && words[at + 1].IsQuoted ? at + 1 : -1;
    }

    /// <summary>The text in a word's quotation marks, as the other shell sees it; null where it is put together of several parts.</summary>
    internal static LogicalText? Read(LogicalText script, TextSpan word)
    {
        var text = script.Text.AsSpan(word.Start, word.Length);
        var quote = text[0];
        if (quote is not ('"' or '\'') || text.Length < 2 || text[^1] != quote)
        {
            return null;
        }

        var inner = new LogicalText.Builder();
        for (var i = 1; i < text.Length - 1; i++)
        {
            if (text[i] == quote)
            {
                return null;
            }

            i += quote == '"' && text[i] == '\\' && text[i + 1] is '"' or '$' or '`' or '\\' ? 1 : 0;
            inner.Add(text.Slice(i, 1), script.ToSource(word.Start + i));
        }

        return inner.Build();
    }
}
