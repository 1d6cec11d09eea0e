using System.Security.Cryptography;

namespace Tare.Conda.Transactions;

/// <summary>
/// Makes a change of an environment such that it is either made or not. A new environment is put together in a folder beside its
/// place and renamed. A change of an existing one is put together inside it, written into a journal, and then moved; whoever
/// finds a journal finishes the change, whoever finds none removes what was put together.
/// </summary>
public static class TransactionRunner
{
    private const string PartialSuffix = ".tare-partial";

    /// <summary>Makes the change. <paramref name="placed"/> is told of each package that lies ready, from any thread.</summary>
    public static TransactionResult Run(PrefixTransaction transaction, Action<TransactionPackage>? placed = null, CancellationToken stop = default)
    {
        try
        {
            return IsNew(transaction.Prefix) ? Create(transaction, placed, stop) : Change(transaction, placed, stop);
        }
        catch (IOException exception)
        {
            throw new TransactionException(
                $"cannot change `{transaction.Prefix}`: {exception.Message.TrimEnd('.')}", "the environment is as it was; see to the cause and run the command again", exception);
        }
    }

    /// <summary>
    /// Finishes or undoes a change that was interrupted, as <see cref="Run"/> does before its own; true where there was one.
    /// </summary>
    public static bool Recover(string prefix)
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
        var staging = Path.Join(parent, $".{Path.GetFileName(prefix)}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}{PartialSuffix}");
        try
        {
            var work = new TransactionStaging(transaction, staging);
            work.Fill(placed, stop);
            if (Directory.Exists(prefix))
            {
                Directory.Delete(prefix);
            }

            Directory.Move(staging, prefix);
            return new TransactionResult(work.Clashes);
        }
        catch
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }

            throw;
        }
    }

    private static TransactionResult Change(PrefixTransaction transaction, Action<TransactionPackage>? placed, CancellationToken stop)
    {
        using var guard = PrefixLock.Take(transaction.Prefix, stop);
        Recover(transaction.Prefix);
        var folder = new TransactionFolder(transaction.Prefix);
        var work = new TransactionStaging(transaction, folder.Staging);
        TransactionJournal journal;
        try
        {
            var place = work.Fill(placed, stop);
            journal = new TransactionJournal(Removals(transaction, place), place);
            journal.Write(folder.JournalPath);
        }
        catch
        {
            folder.Remove();
            throw;
        }

        TransactionCommit.Run(transaction.Prefix, journal);
        return new TransactionResult(work.Clashes);
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
