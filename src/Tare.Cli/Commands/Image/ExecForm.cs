using System.Text;
using System.Text.Json;

namespace Tare.Cli.Commands.Image;

/// <summary>A command as words: a JSON array, or a line whose quotes keep words together. No shell is meant by either.</summary>
internal static class ExecForm
{
    /// <summary>The words; null for null, <see cref="UsageException"/> for what is neither.</summary>
    internal static IReadOnlyList<string>? Parse(string? text) => text is null ? null : text.TrimStart().StartsWith('[') ? FromJson(text) : Words(text);

    private static string[] FromJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return [.. document.RootElement.EnumerateArray().Select(w => w.GetString() ?? throw new InvalidOperationException("null"))];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new UsageException($"`{text}` is not a JSON array of words", """write ["python", "-m", "app"]""");
        }
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        var isWord = false;
        foreach (var letter in text)
        {
            if (quote != '\0' ? letter == quote : letter is '"' or '\'')
            {
                (quote, isWord) = (quote == '\0' ? letter : '\0', true);
            }
            else if (quote == '\0' && char.IsWhiteSpace(letter))
            {
                Finish();
            }
            else
            {
                word.Append(letter);
                isWord = true;
            }
        }

        Finish();
        return quote == '\0' ? words : throw new UsageException($"a quote in `{text}` is not closed");

        void Finish()
        {
            if (isWord)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            isWord = false;
        }
    }
}
