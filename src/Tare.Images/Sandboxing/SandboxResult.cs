namespace Tare.Images.Sandboxing;

/// <summary>What a program in a sandbox left.</summary>
/// <param name="Status">Its exit status, or -1 where it took too long.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Errors">What it complained of.</param>
internal sealed record SandboxResult(int Status, string Output, string Errors)
{
    /// <summary>The last line of the complaints.</summary>
    internal string LastError => Errors.TrimEnd().Split('\n')[^1].Trim();
}
