namespace Tare.Archives.Packages;

/// <summary>The two forms of a conda package.</summary>
public enum PackageFormat
{
    /// <summary><c>.conda</c>: a zip archive of metadata.json, info-NAME.tar.zst and pkg-NAME.tar.zst (CEP 35; conda-build's version 2).</summary>
    Conda,

    /// <summary><c>.tar.bz2</c>: one compressed tar archive (version 1).</summary>
    TarBz2,
}
