namespace Tare.Dockerfile.Shell;

/// <summary>What stands between a command and the one before it.</summary>
public enum ShellOperator
{
    /// <summary>Nothing: the command is the first.</summary>
    None,

    /// <summary><c>;</c> or a line end: runs whatever the one before answered.</summary>
    Sequence,

    /// <summary><c>&amp;&amp;</c>: runs only after success.</summary>
    And,

    /// <summary><c>||</c>: runs only after failure.</summary>
    Or,

    /// <summary><c>|</c>: reads what the one before writes.</summary>
    Pipe,

    /// <summary><c>&amp;</c>: runs beside the one before.</summary>
    Background,
}
