using Tare.Conda.Channels;
using Tare.Conda.EnvironmentFiles;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;
using Tare.Conda.Solving.Planning;

namespace Tare.Conda.Installing;

/// <summary>From a list of archives to a change: nothing is solved, everything listed comes.</summary>
public static class ExplicitPackages
{
    /// <summary>What each archive's name and URL say of it; the rest is in the archive.</summary>
    public static IReadOnlyList<RepoDataRecord> Records(IEnumerable<EnvironmentDependency> dependencies, ChannelResolver resolver)
    {
        var records = new Dictionary<string, RepoDataRecord>(StringComparer.Ordinal);
        foreach (var dependency in dependencies)
        {
            var record = Record(dependency.Spec.Fields, dependency.Text, resolver);
            if (!records.TryAdd(record.Name, record) && records[record.Name].Url != record.Url)
            {
                throw new InstallException(
                    $"{(dependency.Line > 0 ? $"line {dependency.Line} lists" : $"`{UrlText(dependency.Text)}` is")} another archive of {record.Name} than an earlier one",
                    "an environment has one of each; leave one of them out");
            }
        }

        return [.. records.Values];
    }

    /// <summary>The channels of the archives, with the credentials that their URLs carry.</summary>
    public static IReadOnlyList<Channel> Channels(IEnumerable<EnvironmentDependency> dependencies, ChannelResolver resolver) =>
        [.. dependencies.Where(d => ChannelUrl.HasScheme(d.Text)).Select(d => resolver.Resolve(d.Text.Split('#')[0])).DistinctBy(c => c.BaseUrl)];

    /// <summary>The change to an environment: what is listed and is not installed already comes, replacing what has its name.</summary>
    public static EnvironmentChange Change(string prefix, IReadOnlyList<RepoDataRecord> installed, IReadOnlyList<RepoDataRecord> listed)
    {
        var before = installed.ToDictionary(r => r.Name, StringComparer.Ordinal);
        var link = listed.Where(r => !before.TryGetValue(r.Name, out var old) || old.FileName != r.FileName || (old.Md5 ?? r.Md5) != (r.Md5 ?? old.Md5)).ToList();
        var names = link.Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        return new EnvironmentChange(
            prefix, [.. installed.Where(r => names.Contains(r.Name))], link, [.. installed.Where(r => !names.Contains(r.Name)), .. link]);
    }

    private static RepoDataRecord Record(MatchSpecFields fields, string text, ChannelResolver resolver)
    {
        var channel = resolver.Resolve(fields.Url ?? text);
        if (channel.File is null || !PackageFileName.TryParse(channel.File, out var name))
        {
            throw new InstallException($"`{UrlText(text)}` is not the URL of an archive", "it ends with NAME-VERSION-BUILD.conda or .tar.bz2");
        }

        var subdir = channel.Subdir;
        return new RepoDataRecord
        {
            Name = name.Name,
            Version = name.Version,
            Build = name.Build,
            Channel = channel.BaseUrl,
            Subdir = subdir,
            FileName = channel.File,
            Url = subdir is null ? $"{channel.BaseUrl}/{channel.File}" : $"{channel.Url(subdir)}/{channel.File}",
            Md5 = fields.Md5,
            Sha256 = fields.Sha256,
        };
    }

    private static string UrlText(string text) => ChannelUrl.HasScheme(text) ? ChannelUrl.Split(text).ToString() : text;
}
