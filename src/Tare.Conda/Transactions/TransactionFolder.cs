namespace Tare.Conda.Transactions;

/// <summary>Where a change of an existing environment lies ready: <c>PREFIX/.tare-transaction</c>, on the same file system by construction.</summary>
internal sealed class TransactionFolder(string prefix)
{
    internal const string Name = ".tare-transaction";

    internal string Path { get; } = System.IO.Path.Join(prefix, Name);

    internal string Staging => System.IO.Path.Join(Path, "new");

    internal string JournalPath => System.IO.Path.Join(Path, "journal.json");

    internal void Remove()
    {
        if (Directory.Exists(Path))
        {
            // The journal last: a half-removed folder without it would be taken for a change that never began, which is what it is.
            if (Directory.Exists(Staging))
            {
                Directory.Delete(Staging, recursive: true);
            }

            Directory.Delete(Path, recursive: true);
        }
    }
}
