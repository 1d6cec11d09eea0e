namespace Tare.Conda.Prefixes;

/// <summary>What a path of an installed package is; <see cref="PrefixPathTypes"/> has the words of the records.</summary>
public enum PrefixPathType
{
    /// <summary>A regular file.</summary>
    HardLink,

    /// <summary>A symbolic link that the package brings.</summary>
    SoftLink,

    /// <summary>A folder.</summary>
    Directory,

    /// <summary>A script that starts a function of a Python package, made when it was installed.</summary>
    UnixPythonEntryPoint,

    /// <summary>The same for Windows: the script.</summary>
    WindowsPythonEntryPointScript,

    /// <summary>The same for Windows: the program.</summary>
    WindowsPythonEntryPointExe,

    /// <summary>Bytecode that was compiled when the package was installed.</summary>
    PycFile,

    /// <summary>A script that starts a program of a private environment.</summary>
    LinkedPackageRecord,
}
