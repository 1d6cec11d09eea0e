namespace Tare.Conda.Relocation;

/// <summary>What of an environment goes to another path.</summary>
internal enum RelocationScope
{
    /// <summary>All of it, as second names of the same files where they stay as they are: the old environment is to go.</summary>
    Everything,

    /// <summary>What no package brought, as copies: what pip installed, own files, variables and pins. Packages come from the cache.</summary>
    Untracked,
}
