namespace Tare.Conda.Checking;

/// <summary>What can be wrong with an environment.</summary>
public enum HealthProblemKind
{
    /// <summary>A file of a package is not there.</summary>
    MissingFile,

    /// <summary>A file of a package has other content than when it was installed.</summary>
    AlteredFile,

    /// <summary>A symbolic link of a package leads nowhere.</summary>
    BrokenLink,

    /// <summary>A symbolic link of a package leads elsewhere than the package says.</summary>
    MisplacedLink,

    /// <summary>A program of a package has lost the permission to be executed.</summary>
    NotExecutable,

    /// <summary>A record cannot be read.</summary>
    DamagedRecord,

    /// <summary>There are two records of one package.</summary>
    StaleRecord,

    /// <summary>A package that another one needs is not installed, or in a version that does not do.</summary>
    MissingDependency,

    /// <summary>A change was interrupted.</summary>
    InterruptedChange,

    /// <summary>A tool that was interrupted left something behind.</summary>
    Leftover,

    /// <summary>A line of <c>conda-meta/pinned</c> is no spec.</summary>
    MalformedPin,

    /// <summary>Neither conda's list of environments nor an <c>envs_dirs</c> has this one, so that <c>env list</c> does not see it.</summary>
    Unregistered,
}
