using Tare.Cli.Terminals;
using Tare.Conda;
using Tare.Conda.Versions;
using Tare.Primitives;
using Tare.Primitives.Json;
using Tare.Primitives.Posix;

namespace Tare.Cli.Views;

/// <summary>Shows an error: one line of what happened, one line of what to do; or conda's error object where JSON was asked for.</summary>
internal static class ErrorView
{
    internal static void Write(Terminal terminal, Exception exception, bool json)
    {
        if (json)
        {
            WriteJson(terminal, exception);
            return;
        }

        terminal.Error.WriteLine($"{Paint(terminal, "error:", 31)} {UrlSecrets.Hide(Message(exception))}");
        if (exception is SpecException spec && !spec.Text.Contains("://", StringComparison.Ordinal))
        {
            terminal.Error.WriteLine(Indent(spec.Pointer));
        }
        else if (Hint(exception) is { } hint)
        {
            terminal.Error.WriteLine($"{Paint(terminal, "hint:", 36)} {hint}");
        }
    }

    // What the framework says of a file is a sentence with a full stop, and names the file its own way.
    private static string Message(Exception exception) => exception switch
    {
        FileNotFoundException { FileName: { } path } => $"there is no file `{path}`",
        IOException or UnauthorizedAccessException => exception.Message.TrimEnd('.'),
        _ => exception.Message,
    };

    private static string? Hint(Exception exception) => exception switch
    {
        TareException known => known.Hint,
        IOException when PosixException.IsDiskFull(exception) => "free some space there, or choose another place",
        FileNotFoundException => "check the path",
        DirectoryNotFoundException => "make the folder first, or check the path",
        UnauthorizedAccessException => "run as the owner of that path, or choose another place",
        _ => null,
    };

    private static string Indent(string lines) => "  " + lines.Replace("\n", "\n  ", StringComparison.Ordinal);

    private static string Paint(Terminal terminal, string text, int colour) =>
        terminal.ErrorHasColour ? $"\e[1;{colour}m{text}\e[0m" : text;

    private static void WriteJson(Terminal terminal, Exception exception)
    {
        var conda = exception as CondaException;
        var name = exception is UsageException usage ? usage.IsSyntax ? "ArgumentError" : "CondaValueError" : conda?.CondaName ?? exception.GetType().Name.Replace("Exception", "Error", StringComparison.Ordinal);
        JsonText.Write(terminal.Output, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("caused_by", "None");
            writer.WriteString("error", $"{name}: {UrlSecrets.Hide(Message(exception))}");
            writer.WriteString("exception_name", name);
            writer.WriteString("exception_type", $"<class 'conda.exceptions.{name}'>");
            foreach (var (key, value) in conda?.CondaFields ?? [])
            {
                writer.WriteString(key, UrlSecrets.Hide(value));
            }

            foreach (var (key, values) in conda?.CondaLists ?? [])
            {
                writer.WriteTexts(key, values.Select(UrlSecrets.Hide));
            }

            if (Hint(exception) is { } hint)
            {
                writer.WriteString("hint", hint);
            }

            writer.WriteString("message", UrlSecrets.Hide(Message(exception)));
            writer.WriteEndObject();
        });
    }
}
