using System.Text;
using Tare.Conda.Records;

namespace Tare.Conda.Locks;

/// <summary>Writes lists of archives under <c>@EXPLICIT</c>, which every conda tool can install without a solver.</summary>
public static class ExplicitFile
{
    /// <summary>The file's text: for each record its URL and its hash, SHA-256 where <paramref name="sha256"/>, else MD5.</summary>
    /// <param name="records">The records, in the order in which they are to be installed.</param>
    /// <param name="subdir">The platform.</param>
    /// <param name="sha256">Prefer SHA-256, which conda reads since version 24.</param>
    public static string Write(IEnumerable<RepoDataRecord> records, string subdir, bool sha256 = false)
    {
        var text = new StringBuilder()
            .Append("# This file may be used to create an environment using:\n# $ tare create --name <env> --file <this file>\n")
            .Append("# platform: ").Append(subdir).Append("\n@EXPLICIT\n");
        foreach (var record in records)
        {
            var url = record.Url ?? throw new CondaException($"nobody knows where {record} came from, so it cannot be listed by its URL", "install it from a channel, or leave it out");
            var hash = sha256 && record.Sha256 is not null ? "sha256:" + record.Sha256 : record.Md5 ?? (record.Sha256 is null ? null : "sha256:" + record.Sha256);
            text.Append(url).Append(hash is null ? "" : "#").Append(hash).Append('\n');
        }

        return text.ToString();
    }
}
