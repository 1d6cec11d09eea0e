namespace Tare.Conda.Solving;

/// <summary>Whether packages come with what they depend on (conda's `--no-deps` and `--only-deps`).</summary>
public enum DependencyModifier
{
    /// <summary>With their dependencies.</summary>
    All,

    /// <summary>Without their dependencies.</summary>
    NoDeps,

    /// <summary>Only their dependencies.</summary>
    OnlyDeps,
}
