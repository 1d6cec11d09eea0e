using Tare.Cli.Terminals;
using Tare.Conda.Cleaning;

namespace Tare.Cli.Views.Cleaning;

/// <summary>Says nothing but what went wrong.</summary>
internal sealed class CleaningQuietView(Terminal terminal) : ICleaningView
{
    public void Show(CleaningPlan plan)
    {
    }

    public void ShowDryRun(CleaningPlan plan)
    {
        FailureLines.Write(terminal, plan.Failed);
        terminal.Error.WriteLine("\nDryRunExit: Dry run. Exiting.\n");
    }

    public void ShowResult(CleaningPlan plan, CleaningResult result) => FailureLines.Write(terminal, result.Failed);
}
