using Tare.Conda.MatchSpecs;

namespace Tare.Conda.Solving.Candidates;

/// <summary>Works out which candidates of a name a spec asks for: the version once for each version, the rest for those left.</summary>
internal static class SpecMatcher
{
    /// <summary>For each candidate of the domain, whether the spec asks for it.</summary>
    public static bool[] Match(MatchSpec spec, PackageDomain domain)
    {
        var matches = new bool[domain.Candidates.Length];
        if (spec.IsNameOnly)
        {
            Array.Fill(matches, true);
            return matches;
        }

        var versions = MatchVersions(spec, domain.Versions);
        for (var i = 0; i < matches.Length; i++)
        {
            ref readonly var candidate = ref domain.Candidates[i];
            matches[i] = versions[candidate.Version] && MatchesRest(spec, domain, candidate);
        }

        return matches;
    }

    private static bool[] MatchVersions(MatchSpec spec, DomainVersion[] versions)
    {
        var result = new bool[versions.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = spec.Version is null || spec.Version.Matches(versions[i].Key, versions[i].Text);
        }

        return result;
    }

    private static bool MatchesRest(MatchSpec spec, PackageDomain domain, in Candidate candidate)
    {
        if (spec.NeedsWholeRecord)
        {
            return spec.Matches(NeedsText(spec.Fields) ? candidate.Record : candidate.Source.BriefOf(domain.Name, candidate.Row));
        }

        return spec.Build is null || spec.Matches(domain.Versions[candidate.Version].Key, domain.Versions[candidate.Version].Text, candidate.Source.BuildOf(candidate.Row));
    }

    private static bool NeedsText(MatchSpecFields fields) =>
        fields.Md5 is not null || fields.Sha256 is not null || fields.Url is not null || fields.FileName is not null || fields.License is not null
        || fields.LicenseFamily is not null || fields.TrackFeatures is not null || fields.Features is not null || fields.Flags is not null;
}
