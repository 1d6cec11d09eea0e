namespace Tare.Fuzz;

/// <summary>
/// A parser under test. <paramref name="Run"/> must take any bytes: it returns, or raises the parser's own error (a
/// <see cref="Primitives.TareException"/>); anything else is a finding.
/// </summary>
/// <param name="Name">As it stands on the command line.</param>
/// <param name="Run">The parser.</param>
/// <param name="Seeds">Well-formed inputs to start from.</param>
internal sealed record FuzzTarget(string Name, FuzzAction Run, Func<IEnumerable<byte[]>> Seeds)
{
    /// <summary>How much processor time one input may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How much memory one input may allocate, in bytes.</summary>
    public long Memory { get; init; } = 1L << 30;

    /// <summary>Longest input that is made.</summary>
    public int LargestInput { get; init; } = 1 << 16;
}
