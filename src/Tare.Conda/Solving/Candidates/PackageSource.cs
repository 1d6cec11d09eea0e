using Tare.Conda.Records;

namespace Tare.Conda.Solving.Candidates;

/// <summary>A place that packages come from: one subdir of a channel, the environment as it is, the machine. One solve's view of it.</summary>
internal abstract class PackageSource(string channel, int priority)
{
    /// <summary>The channel's canonical name.</summary>
    public string Channel { get; } = channel;

    /// <summary>The channel's place in the order asked for, from 0; the same for all subdirs of a channel.</summary>
    public int Priority { get; } = priority;

    /// <summary>These packages are in the environment already.</summary>
    public virtual bool IsInstalled => false;

    /// <summary>Adds the rows of a name.</summary>
    public abstract void Collect(string name, List<int> rows);

    /// <summary>The version as its record writes it.</summary>
    public abstract string VersionOf(int row);

    /// <summary>A number that is the same for rows with the same version text, or -1 where there is none.</summary>
    public virtual int VersionNumber(int row) => -1;

    /// <summary>The build string.</summary>
    public abstract string BuildOf(int row);

    /// <summary>What the order depends on.</summary>
    public abstract CandidateFacts FactsOf(int row);

    /// <summary>The texts of dependencies, or of constraints, as numbers in the table.</summary>
    public abstract int[] SpecsOf(int row, bool constraints, SpecTexts texts);

    /// <summary>Name, version, build, build number, channel and subdir; the rest may be missing.</summary>
    public abstract RepoDataRecord BriefOf(string name, int row);

    /// <summary>The whole record.</summary>
    public abstract RepoDataRecord RecordOf(int row);
}
