using Tare.Cli.Terminals;
using Tare.Dockerfile.Reporting;

namespace Tare.Cli.Views;

/// <summary>Shows a difference: as it is where a program reads it, coloured and without control characters where a person does.</summary>
internal static class DifferenceView
{
    internal static void Write(Terminal terminal, string path, string before, string after)
    {
        if (!terminal.OutputIsTerminal)
        {
            UnifiedDiff.Write(terminal.Output, path, before, after);
            return;
        }

        using var text = new StringWriter { NewLine = "\n" };
        UnifiedDiff.Write(text, path, before, after);
        foreach (var line in text.ToString().Split('\n')[..^1])
        {
            var visible = PlainText.Safe(line.TrimEnd('\r'), keepsTabs: true);
            terminal.Output.Write(terminal.OutputHasColour && Colour(line) is { } colour ? $"\e[{colour}m{visible}\e[0m\n" : visible + "\n");
        }
    }

    private static string? Colour(string line) => line switch
    {
        ['-', '-', '-', ' ', ..] or ['+', '+', '+', ' ', ..] => "1",
        ['@', ..] => "36",
        ['-', ..] => "31",
        ['+', ..] => "32",
        _ => null,
    };
}
