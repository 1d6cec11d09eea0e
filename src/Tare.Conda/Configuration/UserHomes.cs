namespace Tare.Conda.Configuration;

/// <summary>The users of the machine and their home folders (passwd(5)).</summary>
internal static class UserHomes
{
    /// <summary>Every user that has a home; none where the file cannot be read.</summary>
    internal static IReadOnlyList<(string Name, string Home)> All(CondaHost host)
    {
        try
        {
            return [.. File.ReadLines(host.System("etc/passwd"))
                .Select(line => line.Split(':'))
                .Where(fields => fields.Length >= 6 && fields[5].StartsWith('/'))
                .Select(fields => (fields[0], fields[5]))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
