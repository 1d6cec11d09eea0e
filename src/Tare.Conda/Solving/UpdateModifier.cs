namespace Tare.Conda.Solving;

/// <summary>What may happen to the packages that are installed (conda's `--update-…` and `--freeze-installed`).</summary>
public enum UpdateModifier
{
    /// <summary>What is asked for may change; the rest stays as long as that is possible.</summary>
    UpdateSpecs,

    /// <summary>Nothing that is installed changes.</summary>
    FreezeInstalled,

    /// <summary>What is asked for and all it depends on is brought up to date.</summary>
    UpdateDeps,

    /// <summary>Everything is brought up to date.</summary>
    UpdateAll,
}
