using Tare.Archives.Packages;

namespace Tare.Conda.Linking;

/// <summary>One path of a package and what it becomes in an environment.</summary>
/// <param name="Source">The path in the package; empty for what is made.</param>
/// <param name="Target">The path in the environment.</param>
/// <param name="Kind">How it comes there.</param>
public sealed record LinkItem(string Source, string Target, LinkKind Kind)
{
    /// <summary>What the package says of the path.</summary>
    public PackagePath? Path { get; init; }

    /// <summary>The command, for <see cref="LinkKind.EntryPoint"/>.</summary>
    public EntryPoint? EntryPoint { get; init; }
}
