namespace Tare.Conda.Cleaning;

/// <summary>A thing that was looked at for removal and stays.</summary>
/// <param name="Path">Where.</param>
/// <param name="Cause">The kind of reason.</param>
/// <param name="Reason">The reason, in words.</param>
/// <param name="Size">Its size in bytes.</param>
public sealed record KeptPath(string Path, KeptCause Cause, string Reason, long Size);
