using Tare.Primitives.Posix;

namespace Tare.Cli.Terminals;

/// <summary>The three standard streams, with what is known of each. The only door to the console.</summary>
public sealed class Terminal(TextReader input, TextWriter output, TextWriter error)
{
    /// <summary>Where answers come from.</summary>
    public TextReader Input { get; } = input;

    /// <summary>Data, and nothing else.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Talk: progress, warnings, errors, questions.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>Standard input before it becomes characters; null where there is none. Read one of the two.</summary>
    public Stream? InputBytes { get; init; }

    /// <summary>What <see cref="Output"/> writes to, for data that must not become other bytes; null where there is none. Flush that first.</summary>
    public Stream? OutputBytes { get; init; }

    /// <summary>A person reads the data.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>A person reads the talk.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of the screen; 80 where there is none.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Colour may be used on standard output: it is a terminal, NO_COLOR is unset or empty, and TERM is not <c>dumb</c>.</summary>
    public bool OutputHasColour { get; init; }

    /// <summary>The same of standard error.</summary>
    public bool ErrorHasColour { get; init; }

    /// <summary>The console of this process.</summary>
    public static Terminal FromProcess(IReadOnlyDictionary<string, string> environment)
    {
        var colour = string.IsNullOrEmpty(environment.GetValueOrDefault("NO_COLOR")) && environment.GetValueOrDefault("TERM") != "dumb";
        var (bytesIn, bytesOut) = (new StandardStream(0), new StandardStream(1));

        // On a screen, data and talk stand in the order in which they were said.
        var output = new StreamWriter(bytesOut, new System.Text.UTF8Encoding(false), 16384) { AutoFlush = !Console.IsOutputRedirected };
        var error = new StreamWriter(new StandardStream(2), new System.Text.UTF8Encoding(false), 1024) { AutoFlush = true };
        return new Terminal(new StreamReader(bytesIn, bufferSize: 1024), output, error)
        {
            InputBytes = bytesIn,
            OutputBytes = bytesOut,
            OutputIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            OutputHasColour = colour && !Console.IsOutputRedirected,
            ErrorHasColour = colour && !Console.IsErrorRedirected,
            Width = WidthFrom(environment),
        };
    }

    private static int WidthFrom(IReadOnlyDictionary<string, string> environment)
    {
        if (int.TryParse(environment.GetValueOrDefault("COLUMNS"), out var columns) && columns > 0)
        {
            return columns;
        }

        return Math.Max(TerminalWidth.Of(1) ?? TerminalWidth.Of(2) ?? 80, 20);
    }
}
