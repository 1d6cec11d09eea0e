using Tare.Conda.Linking;
using Tare.Conda.Prefixes;

namespace Tare.Conda.Transactions;

/// <summary>A change of an environment: a value, made from a solution and the packages in the cache.</summary>
/// <param name="Prefix">The environment.</param>
public sealed record PrefixTransaction(string Prefix)
{
    /// <summary>The packages that go.</summary>
    public IReadOnlyList<PrefixRecord> Unlink { get; init; } = [];

    /// <summary>The packages that come, in the order of their dependencies.</summary>
    public IReadOnlyList<TransactionPackage> Link { get; init; } = [];

    /// <summary>The packages that stay.</summary>
    public IReadOnlyList<PrefixRecord> Keep { get; init; } = [];

    /// <summary>What is added to <c>conda-meta/history</c>, with its line end.</summary>
    public string History { get; init; } = "";

    /// <summary>Other files that come into the environment: path below it, and content.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>
    /// Puts further files into the folder where the environment is put together, once its packages are there, and returns their
    /// paths below it; null for none.
    /// </summary>
    public Func<string, CancellationToken, IReadOnlyList<string>>? Complete { get; init; }

    /// <summary>What stands at the prefix gives way as a whole to what is put together here.</summary>
    public bool Replaces { get; init; }

    /// <summary>How files come from the cache.</summary>
    public LinkMethod Method { get; init; }

    /// <summary>The environment's Python after the change.</summary>
    public PythonTarget? Python { get; init; }
}
