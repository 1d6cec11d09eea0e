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

    /// <summary>A record cannot be read.</summary>
    DamagedRecord,

    /// <summary>There are two records of one package.</summary>
    StaleRecord,

    /// <summary>A package that another one needs is not installed, or in a version that does not do.</summary>
    MissingDependency,

    /// <summary>A change was interrupted.</summary>
    InterruptedChange,

    /// <summary>conda's list of environments does not have this one.</summary>
    Unregistered,
}
