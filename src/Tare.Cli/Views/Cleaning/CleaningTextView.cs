using Tare.Cli.Terminals;
using Tare.Conda.Caches;
using Tare.Conda.Cleaning;

namespace Tare.Cli.Views.Cleaning;

/// <summary>conda's lines, and behind them what conda leaves out: what stays and why, what was freed, what failed.</summary>
internal sealed class CleaningTextView(Terminal terminal, bool verbose) : ICleaningView
{
    private readonly TextWriter _output = terminal.Output;

    public void Show(CleaningPlan plan)
    {
        ShowSized(plan, CleaningTargets.Archives, "tarball(s)", "unused tarball(s)");
        ShowPaths(plan, CleaningTargets.IndexCache, "index cache(s)");
        ShowSized(plan, CleaningTargets.Packages, "package(s)", "unused package(s)");
        ShowPaths(plan, CleaningTargets.TemporaryFiles, "tempfile(s)");
        ShowPaths(plan, CleaningTargets.Logs, "logfile(s)");
        if ((plan.Targets & CleaningTargets.PackageCaches) != 0)
        {
            ShowPaths([.. plan.WholeCaches.Select(c => c.Path)], "package cache(s)");
        }

        if ((plan.Targets & CleaningTargets.OtherCaches) != 0)
        {
            ShowSized(plan, CleaningTargets.OtherCaches, "thing(s) in caches of other tools", "things in caches of other tools");
        }

        KeptLines.Write(_output, plan.Kept, verbose);
        foreach (var folder in plan.UnreadableFolders)
        {
            _output.Flush();
            terminal.Error.WriteLine($"warning: cannot read `{Printable.Text(folder.Path)}`: {folder.Error}; a package that only symbolic links in it use is not known to be in use");
        }
    }

    public void ShowDryRun(CleaningPlan plan)
    {
        _output.WriteLine($"Would free {CondaSize.Text(plan.FreedBytes)}.");
        _output.Flush();
        FailureLines.Write(terminal, plan.Failed);
        terminal.Error.WriteLine("\nDryRunExit: Dry run. Exiting.\n");
    }

    public void ShowResult(CleaningPlan plan, CleaningResult result)
    {
        if (verbose)
        {
            foreach (var removal in result.Removed.Where(r => r.Target != CleaningTargets.PackageCaches))
            {
                _output.WriteLine($"Removed {Printable.Text(removal.Item.Path)}");
            }

            foreach (var cache in result.WholeCaches(plan))
            {
                _output.WriteLine($"Removed {Printable.Text(cache)}");
            }
        }

        KeptLines.Write(_output, [.. result.Kept.Skip(plan.Kept.Count)], verbose);
        _output.WriteLine($"Freed {CondaSize.Text(result.FreedBytes)}.");
        _output.Flush();
        FailureLines.Write(terminal, result.Failed);
        if (result.Stopped)
        {
            terminal.Error.WriteLine("error: interrupted\nhint: run the same command again to finish");
        }
    }

    private void ShowSized(CleaningPlan plan, CleaningTargets target, string what, string none)
    {
        if ((plan.Targets & target) == 0)
        {
            return;
        }

        var items = plan.Of(target).ToArray();
        if (items.Length == 0)
        {
            _output.WriteLine($"There are no {none} to remove.");
        }
        else if (!verbose)
        {
            _output.WriteLine($"Will remove {items.Length} ({CondaSize.Text(items.Sum(i => i.Size))}) {what}.");
        }
        else
        {
            ShowTable(items, what);
        }
    }

    private void ShowTable(CachedItem[] items, string what)
    {
        _output.WriteLine($"Will remove the following {what}:");
        foreach (var cache in items.GroupBy(i => i.Cache))
        {
            _output.WriteLine($"  {Printable.Text(cache.Key)}\n  {new string('-', Math.Max(14, cache.Key.Length - 1))}");
            foreach (var item in cache)
            {
                _output.WriteLine($"  - {Printable.Text(item.Name),-40} {CondaSize.Text(item.Size),10}");
            }

            _output.WriteLine();
        }

        _output.WriteLine($"{new string('-', 17)}\nTotal: {CondaSize.Text(items.Sum(i => i.Size)),10}\n");
    }

    private void ShowPaths(CleaningPlan plan, CleaningTargets target, string what)
    {
        if ((plan.Targets & target) != 0)
        {
            ShowPaths([.. plan.Of(target).Select(i => i.Path)], what);
        }
    }

    private void ShowPaths(string[] paths, string what)
    {
        if (paths.Length == 0)
        {
            _output.WriteLine($"There are no {what} to remove.");
        }
        else if (!verbose)
        {
            _output.WriteLine($"Will remove {paths.Length} {what}.");
        }
        else
        {
            _output.WriteLine($"Will remove the following {what}:");
            foreach (var path in paths)
            {
                _output.WriteLine($"  - {Printable.Text(path)}");
            }

            _output.WriteLine();
        }
    }
}
