namespace Tare.Images.Inspection;

/// <summary>Whose records say that a package is installed.</summary>
public enum PackageKind
{
    /// <summary>conda: <c>conda-meta/NAME-VERSION-BUILD.json</c>.</summary>
    Conda,

    /// <summary>pip, uv and their kin: <c>NAME-VERSION.dist-info</c>.</summary>
    Python,

    /// <summary>dpkg: <c>var/lib/dpkg/info/NAME.list</c>.</summary>
    Debian,
}
