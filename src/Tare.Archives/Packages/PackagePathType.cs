namespace Tare.Archives.Packages;

/// <summary>What a path of a package becomes in an environment (<c>path_type</c> of info/paths.json, CEP 34).</summary>
public enum PackagePathType
{
    /// <summary>A file; <c>hardlink</c>.</summary>
    HardLink,

    /// <summary>A symbolic link; <c>softlink</c>.</summary>
    SoftLink,

    /// <summary>An empty folder; <c>directory</c>.</summary>
    Directory,

    /// <summary>A type that installers write and no package should carry.</summary>
    Other,
}
