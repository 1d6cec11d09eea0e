using Tare.Conda.Prefixes;
using Tare.Primitives.Files;

namespace Tare.Conda.Transactions;

/// <summary>
/// Makes a change of an environment such that it is either made or not. A new environment is put together in a folder beside its
/// place and renamed. A change of an existing one is put together inside it, written into a journal, and then moved; whoever
/// finds a journal finishes the change, whoever finds none removes what was put together.
/// </summary>
public static class TransactionRunner
{
    /// <summary>Makes the change. <paramref name="placed"/> is told of each package that lies ready, from any thread.</summary>
    public static TransactionResult Run(PrefixTransaction transaction, Action<TransactionPackage>? placed = null, CancellationToken stop = default)
    {
        try
        {
            return transaction.Replaces || IsNew(transaction.Prefix) ? Create(transaction, placed, stop) : Change(transaction, placed, stop);
        }
        catch (Exception exception) when (exception is IOException or Primitives.Posix.PosixException or UnauthorizedAccessException)
        {
            var isDecided = File.Exists(new TransactionFolder(transaction.Prefix).JournalPath);
            throw new TransactionException(
                $"cannot change `{transaction.Prefix}`: {exception.Message.TrimEnd('.')}",
                isDecided
                    ? "the change is made in part; see to the cause, and the next command that changes the environment finishes it"
                    : "the environment is as it was; see to the cause and run the command again",
                exception);
        }
    }

    /// <summary>
    /// Finishes or undoes a change that was interrupted, as <see cref="Run"/> does before its own; true where there was one.
    /// </summary>
    public static bool Recover(string prefix, CancellationToken stop = default)
    {
        var folder = new TransactionFolder(prefix);
        if (!Directory.Exists(folder.Path))
        {
            return false;
        }

        // Whoever is at work in that folder holds the lock.
        using var guard = ChangeLock.Take(new CondaPrefix(prefix).MetaFolder, stop);
        return Settle(prefix);
    }

    private static bool Settle(string prefix)
    {
        var folder = new TransactionFolder(prefix);
        if (!Directory.Exists(folder.Path))
        {
            return false;
        }

        if (TransactionJournal.Read(folder.JournalPath) is { } journal)
        {
            TransactionCommit.Run(prefix, journal);
        }
        else
        {
            folder.Remove();
        }

        return true;
    }

    private static bool IsNew(string prefix) => !Directory.Exists(prefix) || !Directory.EnumerateFileSystemEntries(prefix).Any();

    private static TransactionResult Create(PrefixTransaction transaction, Action<TransactionPackage>? placed, CancellationToken stop)
    {
        var prefix = Path.TrimEndingDirectorySeparator(transaction.Prefix);
        var parent = Path.GetDirectoryName(prefix) ?? throw new TransactionException($"`{prefix}` cannot be an environment", "choose a folder below it");
        Directory.CreateDirectory(parent);
        using var place = StagingPlace.Make(prefix);
        var work = new TransactionStaging(transaction, place.Path);
        work.Fill(placed, stop);
        place.MoveTo(prefix, transaction.Replaces);
        return work.Result;
    }

    private static TransactionResult Change(PrefixTransaction transaction, Action<TransactionPackage>? placed, CancellationToken stop)
    {
        using var guard = ChangeLock.Take(new CondaPrefix(transaction.Prefix).MetaFolder, stop);
        Settle(transaction.Prefix);
        StagingPlace.RemoveMark(transaction.Prefix);
        DemandUnchanged(transaction);
        var folder = new TransactionFolder(transaction.Prefix);
        var work = new TransactionStaging(transaction, folder.Staging);
        TransactionJournal journal;
        try
        {
            work.Fill(placed, stop);
            var place = work.Paths;
            journal = new TransactionJournal(Removals(transaction, place), place);
            journal.Write(folder.JournalPath);
        }
        catch
        {
            folder.Remove();
            throw;
        }

        TransactionCommit.Run(transaction.Prefix, journal);
        return work.Result;
    }

    // What was planned for an environment that another process has changed meanwhile could break it.
    private static void DemandUnchanged(PrefixTransaction transaction)
    {
        var planned = transaction.Unlink.Concat(transaction.Keep).Select(r => r.RecordPath).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var prefix = new CondaPrefix(transaction.Prefix);

        // A record that cannot be read is in no plan.
        if (!planned.SetEquals(prefix.RecordPaths()) && !planned.SetEquals(prefix.Records(PrefixRecordParts.Header).Records.Select(r => r.RecordPath!)))
        {
            throw new TransactionException($"`{transaction.Prefix}` was changed by another process meanwhile", "run the command again");
        }
    }

    private static string[] Removals(PrefixTransaction transaction, IReadOnlyList<string> place)
    {
        var stays = place.Concat(transaction.Keep.SelectMany(r => r.Files)).ToHashSet(StringComparer.Ordinal);
        return [.. transaction.Unlink
            .SelectMany(r => r.Files.Append(Path.GetRelativePath(transaction.Prefix, r.RecordPath ?? Path.Join(transaction.Prefix, "conda-meta", $"{r.DistName}.json"))))
            .Where(p => RecordPath.IsInside(p) && !stays.Contains(p))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
    }
}
