using Tare.Images.FileSystem;
using Tare.Images.Scanning;

namespace Tare.Images.Inspection;

/// <summary>Takes from the one pass over the layers what records say: packages with their files, versions, secrets.</summary>
internal sealed class RecordCollector(PathTable paths) : IContentReader
{
    private const int LargestRecord = 64 << 20;
    private const int LargestText = 4 << 20;
    private readonly Lock _lock = new();

    /// <summary>Every package that any layer's record speaks of, with the record's place.</summary>
    internal List<(ContentPlace Place, InstalledPackage Package)> Packages { get; } = [];

    /// <summary>Files with a secret in them.</summary>
    internal List<(ContentPlace Place, string Kind)> Secrets { get; } = [];

    /// <summary>dpkg's status files; the one of the final tree counts.</summary>
    internal List<(ContentPlace Place, Dictionary<string, string> Versions)> DebianVersions { get; } = [];

    public bool Wants(ReadOnlySpan<byte> path, long size) => KindOf(path) switch
    {
        Content.None => false,
        Content.Settings or Content.History => size <= LargestText,
        _ => size <= LargestRecord,
    };

    public void Take(ContentPlace place, ReadOnlySpan<byte> content)
    {
        var kind = KindOf(paths.Bytes(place.Path));
        var secret = kind is Content.CondaRecord or Content.Settings or Content.History ? SecretFinder.Find(content) : null;
        var package = kind switch
        {
            Content.CondaRecord => CondaRecordReader.Read(content, paths.Parent(paths.Parent(place.Path)), paths),
            Content.PythonRecord => PythonRecordReader.Read(content, place.Path, paths),
            Content.DebianList => DebianListReader.Read(content, place.Path, paths),
            _ => null,
        };
        var versions = kind == Content.DebianStatus ? DebianListReader.ReadVersions(content) : null;
        lock (_lock)
        {
            if (secret is not null)
            {
                Secrets.Add((place, secret));
            }

            if (package is not null)
            {
                Packages.Add((place, package));
            }

            if (versions is not null)
            {
                DebianVersions.Add((place, versions));
            }
        }
    }

    private static Content KindOf(ReadOnlySpan<byte> path)
    {
        if (path.EndsWith(".json"u8))
        {
            var slash = path.LastIndexOf((byte)'/');
            return slash > 0 && path[..slash].EndsWith("conda-meta"u8) ? Content.CondaRecord : Content.None;
        }

        return path.EndsWith(".dist-info/RECORD"u8) ? Content.PythonRecord
            : path.EndsWith("/conda-meta/history"u8) ? Content.History
            : path.EndsWith("condarc"u8) || path.EndsWith("/pip.conf"u8) || path.EndsWith("/.netrc"u8) || path.EndsWith("/.pypirc"u8)
                || path.EndsWith("/.npmrc"u8) || path.EndsWith("/.mambarc"u8) || (path.EndsWith(".yml"u8) && path.IndexOf("condarc.d/"u8) >= 0) ? Content.Settings
            : path.EndsWith(".list"u8) && path.IndexOf("var/lib/dpkg/info/"u8) >= 0 ? Content.DebianList
            : path.EndsWith("var/lib/dpkg/status"u8) ? Content.DebianStatus
            : Content.None;
    }

    private enum Content
    {
        None,
        CondaRecord,
        PythonRecord,
        DebianList,
        DebianStatus,
        Settings,
        History,
    }
}
