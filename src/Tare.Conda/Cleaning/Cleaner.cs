using Tare.Primitives.Progress;

namespace Tare.Conda.Cleaning;

/// <summary>Carries a plan out.</summary>
public static class Cleaner
{
    /// <summary>
    /// Removes what the plan names, on many threads where deleting waits for a disk. Whatever can happen to a single thing ends up in the
    /// result; nothing is thrown for it. A folder is first moved aside in one step and looked at again: what came into use since the
    /// plan was made goes back to its name. A process that dies in the middle leaves only whole things and trash that the next clean
    /// removes.
    /// </summary>
    public static CleaningResult Run(
        CleaningPlan plan, SecondLookDepth depth = SecondLookDepth.EveryFile, ProgressMeter? meter = null, CancellationToken stop = default)
    {
        using var run = new Acting.CleaningRun(plan, depth, meter ?? new ProgressMeter());
        return run.Execute(stop);
    }
}
