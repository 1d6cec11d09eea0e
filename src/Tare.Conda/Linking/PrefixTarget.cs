namespace Tare.Conda.Linking;

/// <summary>Which path is written into a file.</summary>
/// <param name="Prefix">The environment's final path.</param>
/// <param name="File">The file, for messages.</param>
public readonly record struct PrefixTarget(string Prefix, string File);
