using Tare.Conda.Cleaning;

namespace Tare.Cli.Views.Cleaning;

/// <summary>Shows a clean in one of its forms.</summary>
internal interface ICleaningView
{
    /// <summary>What is going to be done.</summary>
    void Show(CleaningPlan plan);

    /// <summary>That it is not going to be done.</summary>
    void ShowDryRun(CleaningPlan plan);

    /// <summary>What was done.</summary>
    void ShowResult(CleaningPlan plan, CleaningResult result);
}
