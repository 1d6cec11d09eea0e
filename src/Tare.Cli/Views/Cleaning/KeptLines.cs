using Tare.Conda.Cleaning;

namespace Tare.Cli.Views.Cleaning;

/// <summary>What stays, and why: one line a reason, or each thing with its own.</summary>
internal static class KeptLines
{
    internal static void Write(TextWriter output, IReadOnlyList<KeptPath> kept, bool verbose)
    {
        if (verbose)
        {
            foreach (var path in kept)
            {
                output.WriteLine($"Kept {Printable.Text(path.Path)}: {Printable.Text(path.Reason)}");
            }

            return;
        }

        foreach (var cause in kept.GroupBy(k => k.Cause).OrderBy(g => g.Key))
        {
            if (cause.Key == KeptCause.NotWritable)
            {
                foreach (var cache in cause)
                {
                    output.WriteLine($"Kept {Printable.Text(cache.Path)} ({CondaSize.Text(cache.Size)}): {cache.Reason}.");
                }

                continue;
            }

            output.WriteLine($"Kept {cause.Count()} ({CondaSize.Text(cause.Sum(k => k.Size))}): {Words(cause.Key)}.");
        }
    }

    private static string Words(KeptCause cause) => cause switch
    {
        KeptCause.InUse => "in use by environments; -v names them",
        KeptCause.OtherName => "hard-linked elsewhere, removing them frees nothing",
        KeptCause.Recent => "used recently",
        KeptCause.WithinSize => "the caches are small enough without them going",
        KeptCause.NotOurs => "made by no conda tool, as far as can be told; -v names them",
        KeptCause.Unreadable => "could not be looked at; -v says why",
        _ => "another process is at work on them",
    };
}
