namespace Tare.Primitives.Posix;

/// <summary>
/// The width of a terminal, asked of the kernel. The framework's own answer first sends the terminal control sequences, which then
/// stand in the output of a program that was told to use none.
/// </summary>
public static unsafe class TerminalWidth
{
    private const nuint GetWindowSize = 0x5413;

    /// <summary>Columns of the terminal behind a file descriptor (0, 1 or 2); null where there is none, or it does not know.</summary>
    public static int? Of(int descriptor)
    {
        Libc.WindowSize size;
        return OperatingSystem.IsLinux() && Libc.IoctlWindow(descriptor, GetWindowSize, &size) == 0 && size.Columns > 0 ? size.Columns : null;
    }
}
