using Tare.Conda.Transactions;

namespace Tare.Conda.Installing;

/// <summary>Takes an environment away: it is gone in one step, whatever happens while its files are deleted.</summary>
public static class EnvironmentDeletion
{
    /// <summary>Deletes the folder; <see cref="InstallException"/> where that is not allowed.</summary>
    public static void Delete(string prefix)
    {
        try
        {
            using var place = StagingPlace.Make(prefix);
            place.Take(prefix);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new InstallException($"cannot remove `{prefix}`: {exception.Message.TrimEnd('.')}", "run as the owner of that folder", exception);
        }
    }
}
