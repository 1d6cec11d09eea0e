using System.Text;

namespace Tare.Conda.MatchSpecs;

/// <summary>Writes the canonical text of a match spec (MatchSpec.__str__ in conda/models/match_spec.py).</summary>
internal static class MatchSpecText
{
    private static readonly System.Buffers.SearchValues<char> NeedsQuotes = System.Buffers.SearchValues.Create("><$^|,");

    internal static string Of(MatchSpecFields fields, MatchSpecPatterns patterns)
    {
        if (patterns.IsNameOnly)
        {
            return patterns.Name?.Text ?? "*";
        }

        var text = new StringBuilder(64);
        var brackets = new List<string>();
        AppendChannel(text, brackets, fields, patterns);
        text.Append(text.Length > 0 ? "::" : "").Append(patterns.Name?.Text ?? "*");
        var isExact = AppendVersion(text, brackets, patterns);
        AppendBuild(text, brackets, patterns.Build?.Text, isExact);
        AppendRest(brackets, fields, patterns);
        if (brackets.Count > 0)
        {
            text.Append('[').AppendJoin(',', brackets).Append(']');
        }

        return text.ToString();
    }

    private static void AppendChannel(StringBuilder text, List<string> brackets, MatchSpecFields fields, MatchSpecPatterns patterns)
    {
        var isExact = patterns.Channel?.Channel is not null;
        if (isExact)
        {
            text.Append(patterns.Channel!.Text);
        }
        else if (patterns.Channel is { TakesAll: false } channel)
        {
            brackets.Add($"channel={channel.Text}");
        }

        if (fields.Subdir is not null && isExact)
        {
            text.Append('/').Append(fields.Subdir);
        }
        else if (fields.Subdir is not null)
        {
            brackets.Add($"subdir={fields.Subdir}");
        }
    }

    private static bool AppendVersion(StringBuilder text, List<string> brackets, MatchSpecPatterns patterns)
    {
        if (patterns.Version?.ToString() is not { } version || version == "*")
        {
            return false;
        }

        if (version.AsSpan().ContainsAny(NeedsQuotes))
        {
            brackets.Add($"version='{version}'");
        }
        else if (version.StartsWith("!=", StringComparison.Ordinal) || version.StartsWith("~=", StringComparison.Ordinal))
        {
            if (patterns.Build is null)
            {
                text.Append(version);
            }
            else
            {
                brackets.Add($"version='{version}'");
            }
        }
        else if (version.EndsWith('*'))
        {
            text.Append('=').Append(version.AsSpan(0, version.Length - (version.EndsWith(".*", StringComparison.Ordinal) ? 2 : 1)));
        }
        else
        {
            text.Append(version.StartsWith("==", StringComparison.Ordinal) ? "" : "==").Append(version);
            return true;
        }

        return false;
    }

    private static void AppendBuild(StringBuilder text, List<string> brackets, string? build, bool isVersionExact)
    {
        if (string.IsNullOrEmpty(build))
        {
            return;
        }

        if (build.AsSpan().ContainsAny(NeedsQuotes))
        {
            brackets.Add($"build='{build}'");
        }
        else if (isVersionExact && !build.Contains('*', StringComparison.Ordinal))
        {
            text.Append('=').Append(build);
        }
        else
        {
            brackets.Add($"build={build}");
        }
    }

    private static void AppendRest(List<string> brackets, MatchSpecFields fields, MatchSpecPatterns patterns)
    {
        Add(brackets, "build_number", patterns.BuildNumber?.Text);
        Add(brackets, "track_features", patterns.TrackFeatures is null ? null : string.Join(' ', patterns.TrackFeatures));
        Add(brackets, "features", patterns.Features is null ? null : string.Join(' ', patterns.Features));
        Add(brackets, "url", patterns.Channel is null ? fields.Url : null);
        Add(brackets, "md5", fields.Md5);
        Add(brackets, "sha256", fields.Sha256);
        Add(brackets, "license", patterns.License?.Text);
        Add(brackets, "license_family", patterns.LicenseFamily?.Text);
        Add(brackets, "fn", fields.Url is null ? fields.FileName : null);
        Add(brackets, "when", fields.When?.ToLowerInvariant());
        AddList(brackets, "extras", fields.Extras);
        AddList(brackets, "flags", fields.Flags);
    }

    private static void Add(List<string> brackets, string key, string? value)
    {
        if (value is not null)
        {
            brackets.Add(value.AsSpan().IndexOfAny(", =") >= 0 ? $"{key}='{value}'" : $"{key}={value}");
        }
    }

    private static void AddList(List<string> brackets, string key, IReadOnlyList<string>? values)
    {
        if (values is not null)
        {
            brackets.Add($"{key}=[{string.Join(", ", values.Order(StringComparer.Ordinal).Select(v => $"'{v}'"))}]");
        }
    }
}
