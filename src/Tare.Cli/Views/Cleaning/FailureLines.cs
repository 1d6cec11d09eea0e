using Tare.Cli.Terminals;
using Tare.Conda.Cleaning;

namespace Tare.Cli.Views.Cleaning;

/// <summary>One line on standard error for each thing that should have gone and did not.</summary>
internal static class FailureLines
{
    internal static void Write(Terminal terminal, IReadOnlyList<FailedPath> failed)
    {
        foreach (var failure in failed)
        {
            terminal.Error.WriteLine($"error: cannot remove `{Printable.Text(failure.Path)}`: {Printable.Text(failure.Error)}");
        }

        if (failed.Any(f => f.Error.Contains("ermission denied", StringComparison.Ordinal) || f.Error.Contains("not permitted", StringComparison.Ordinal)))
        {
            terminal.Error.WriteLine("hint: run as the owner of these paths, or as root");
        }

        if (failed.Any(f => f.Error == FailedPath.NotACache))
        {
            terminal.Error.WriteLine("hint: `tare config --show-sources` says where `pkgs_dirs` names that folder");
        }
    }
}
