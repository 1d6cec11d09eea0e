namespace Tare.Fuzz.Archives;

/// <summary>.tar.bz2 packages, unpacked onto a disk; a plain tar archive is read by the same door.</summary>
internal static class TarBz2PackageFuzz
{
    internal static readonly FuzzTarget Target = new("tar.bz2", input => PackageUnpacking.Try(input.ToArray()), () => [Seeds.Package(".tar.bz2"), Seeds.Tar()]);
}
