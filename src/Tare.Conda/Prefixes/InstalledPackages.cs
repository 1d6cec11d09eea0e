using Tare.Conda.Records;

namespace Tare.Conda.Prefixes;

/// <summary>Installed packages as packages that could be installed.</summary>
public static class InstalledPackages
{
    /// <summary>What a channel would say of an installed package, as far as its record tells.</summary>
    public static RepoDataRecord ToRepoData(PrefixRecord record) => new()
    {
        Name = record.Name,
        Version = record.Version,
        Build = record.Build,
        BuildNumber = record.BuildNumber,
        Channel = record.Channel,
        Subdir = record.Subdir,
        FileName = record.FileName!,
        Url = record.Url,
        Md5 = record.Md5,
        Sha256 = record.Sha256,
        Size = record.Size,
        Timestamp = record.Timestamp,
        Depends = record.Depends,
        Constrains = record.Constrains,
        NoArch = record.Noarch,
        License = record.License,
        LicenseFamily = record.LicenseFamily,
        PythonSitePackagesPath = record.PythonSitePackagesPath,
    };

    /// <summary>The platform that packages are for; null where every one is for all.</summary>
    public static string? PlatformOf(IEnumerable<RepoDataRecord> records) => records.Select(r => r.Subdir).FirstOrDefault(s => s is not (null or "noarch"));

    /// <summary>Those of an environment that channels have: all but the ones that pip installed.</summary>
    public static IReadOnlyList<RepoDataRecord> Of(string prefix) =>
        [.. new CondaPrefix(prefix).Records(PrefixRecordParts.Header).Records.Where(r => r.Subdir != "pypi").Select(ToRepoData)];
}
