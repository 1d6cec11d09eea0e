namespace Tare.Cli;

/// <summary>What a process of Tare answers to its caller.</summary>
public enum ExitStatus
{
    /// <summary>What was asked for is done.</summary>
    Done = 0,

    /// <summary>It could not be done, or a threshold was exceeded.</summary>
    Failed = 1,

    /// <summary>The command line was wrong.</summary>
    Usage = 2,
}
