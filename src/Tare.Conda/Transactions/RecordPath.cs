namespace Tare.Conda.Transactions;

/// <summary>Judges paths that records and journals name: they were written by others.</summary>
internal static class RecordPath
{
    /// <summary>The path stays below the folder it is joined to.</summary>
    internal static bool IsInside(string path) =>
        path.Length > 0 && path[0] != '/' && !path.Contains('\0', StringComparison.Ordinal) && !path.Split('/').Any(p => p is "" or "." or "..");
}
