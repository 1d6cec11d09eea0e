using Tare.Conda.Configuration;
using Tare.Conda.Installing;
using Tare.Conda.Prefixes;
using Tare.Conda.Transactions;
using Tare.Primitives.Files;
using Tare.Primitives.Progress;

namespace Tare.Conda.Relocation;

/// <summary>
/// Gives an environment another path (conda/cli/main_rename.py). The new one is put together beside its place and comes there in one
/// step; only then does the old one go. Whatever interrupts it, one of them is whole. Nothing is fetched, and what no package
/// brought comes along.
/// </summary>
public sealed class EnvironmentRenaming(CondaConfiguration configuration, ProgressMeter progress, Action<string> warn)
{
    /// <summary>
    /// Says whether that may be. The root, the active and the default environment keep their names, and a name that is taken is
    /// free only where <paramref name="replaces"/>.
    /// </summary>
    /// <exception cref="EnvironmentRenameException">It may not.</exception>
    public void Check(string source, string target, bool replaces)
    {
        if (source == configuration.Root.Path)
        {
            throw new EnvironmentRenameException("The 'base' environment cannot be renamed", "name another environment with -n or -p");
        }

        if (configuration.Host["CONDA_PREFIX"] is { } active && PathExpansion.Absolute(active, configuration.Host) == source)
        {
            throw new EnvironmentRenameException("Cannot rename the active environment", "leave it with `deactivate` first");
        }

        if (configuration.Text("default_activation_env") is { Length: > 0 } named
            && PlaceOf(named) == source)
        {
            throw new EnvironmentRenameException("Cannot rename an environment if it is configured as `default_activation_env`", "change that setting first");
        }

        if (source == target)
        {
            throw new EnvironmentRenameException($"`{source}` has that name already", "choose another name");
        }

        if (target.StartsWith(source + "/", StringComparison.Ordinal) || target == configuration.Root.Path)
        {
            throw new EnvironmentRenameException($"`{source}` cannot become `{target}`", "choose another name");
        }

        if (Path.Exists(target) && (!replaces || File.Exists(target)))
        {
            throw new EnvironmentRenameException($"The environment '{target}' already exists. Override with --yes.", "or choose another name");
        }
    }

    /// <summary>Renames.</summary>
    /// <exception cref="TransactionException">A file cannot be read or made; the environment is as it was.</exception>
    public void Run(string source, string target, CancellationToken stop)
    {
        progress.Begin("Copying", ProgressUnit.Files, 0);
        using (ChangeLock.Take(new CondaPrefix(source).MetaFolder, stop))
        {
            Build(source, target, stop);
        }

        EnvironmentDeletion.Delete(source);
        try
        {
            EnvironmentRegistry.Add(configuration, target);
            EnvironmentRegistry.Remove(configuration, source);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            warn($"conda's list of environments is as it was: {exception.Message.TrimEnd('.')}");
        }
    }

    private string PlaceOf(string named) =>
        named.Contains('/', StringComparison.Ordinal) ? PathExpansion.Full(named, configuration.Host) : EnvironmentLocator.Locate(configuration, named);

    private void Build(string source, string target, CancellationToken stop)
    {
        try
        {
            using var place = StagingPlace.Make(target);
            new RelocatedTree(source, target, RelocationScope.Everything) { Placed = () => progress.Add(1) }.Fill(place.Path, stop);
            place.MoveTo(target, replaces: true);
        }
        catch (Exception exception) when (exception is IOException or Primitives.Posix.PosixException or UnauthorizedAccessException)
        {
            throw new TransactionException($"cannot rename `{source}`: {exception.Message.TrimEnd('.')}", "the environment is as it was; see to the cause and run the command again", exception);
        }
    }
}
