namespace Tare.Images.Inspection;

/// <summary>Why bytes of an image are waste. The order is the order in which a byte with several reasons gets its one.</summary>
public enum WasteCategory : byte
{
    /// <summary>It is no waste.</summary>
    None,

    /// <summary>No path of the final file system reaches the inode: it was deleted, replaced, or copied by a chmod or chown.</summary>
    Shadowed,

    /// <summary>Downloaded packages in a conda package cache.</summary>
    CondaArchives,

    /// <summary>Extracted packages in a conda package cache that no environment links to.</summary>
    CondaPackages,

    /// <summary>Channel indexes.</summary>
    CondaIndex,

    /// <summary>Logs of conda.</summary>
    CondaLogs,

    /// <summary>Files that conda set aside or did not finish.</summary>
    CondaTemp,

    /// <summary>pip's cache.</summary>
    PipCache,

    /// <summary>uv's cache.</summary>
    UvCache,

    /// <summary>The cache of pixi and rattler.</summary>
    PixiCache,

    /// <summary>Package lists of apt.</summary>
    AptLists,

    /// <summary>Downloaded packages and binary indexes of apt.</summary>
    AptArchives,

    /// <summary>npm's cache.</summary>
    NpmCache,

    /// <summary>Bytecode whose source is gone; Python never loads it.</summary>
    BytecodeOrphans,

    /// <summary>The history of a version control system.</summary>
    Vcs,

    /// <summary>Files in <c>/tmp</c> and <c>/var/tmp</c>.</summary>
    Tmp,

    /// <summary>Further copies of a file whose hard links a chown or chmod split (<see cref="Inspection.SplitLinks"/>).</summary>
    SplitLinks,
}
