using Tare.Archives.Packages;
using Tare.Conda.Prefixes;

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

    /// <summary>What the record of the environment says of the path, but for the digest of what was rewritten.</summary>
    public PrefixPath Describe()
    {
        var type = Kind switch
        {
            LinkKind.SymbolicLink => PrefixPathType.SoftLink,
            LinkKind.Folder => PrefixPathType.Directory,
            LinkKind.EntryPoint => PrefixPathType.UnixPythonEntryPoint,
            _ => PrefixPathType.HardLink,
        };
        var sha256 = Path?.Sha256?.Hex;
        return new PrefixPath(Target, type)
        {
            Sha256 = sha256,
            Sha256InPrefix = Kind == LinkKind.SymbolicLink ? null : sha256,
            Size = Path?.Size,
            PrefixPlaceholder = Path?.PrefixPlaceholder,
            FileMode = Path?.PrefixPlaceholder is null ? null : Path.IsBinary ? "binary" : "text",
            NoLink = Path?.NoLink ?? false,
        };
    }
}
