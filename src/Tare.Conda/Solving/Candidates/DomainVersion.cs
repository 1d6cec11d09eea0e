namespace Tare.Conda.Solving.Candidates;

/// <summary>A version of a package: its key in conda's order, and its text.</summary>
internal readonly record struct DomainVersion(byte[] Key, string Text);
