using System.Diagnostics.CodeAnalysis;
using Tare.Conda.Channels;
using Tare.Conda.Versions;

namespace Tare.Conda.MatchSpecs;

/// <summary>Reads match specs step by step, as _parse_spec_str in conda/models/match_spec.py does, keeping track of where each part stood.</summary>
internal sealed class MatchSpecParser(string text, ChannelResolver channels)
{
    private const int MaximumLength = 16 * 1024;

    private static readonly MatchSpecFields NoFields = new();

    // Kept once something is wrong: nearly every spec is read without.
    private SpecPlaces? _places;
    private MatchSpecFields _fields = NoFields;

    internal bool TryParse([NotNullWhen(true)] out MatchSpec? spec, out SyntaxFault fault)
    {
        spec = null;
        if (!TryRead(out fault))
        {
            return false;
        }

        if (!MatchSpecPatterns.TryCreate(_fields, channels, out var patterns, out var failed, out fault))
        {
            (_places, _fields) = (new SpecPlaces(), NoFields);
            TryRead(out _);
            fault = new SyntaxFault(fault.Reason, Math.Clamp(_places.Find(failed.Key, fault.Position), 0, text.Length));
            return false;
        }

        spec = new MatchSpec(_fields, patterns);
        return true;
    }

    private bool TryRead(out SyntaxFault fault)
    {
        fault = default;
        if (text.Length > MaximumLength)
        {
            fault = new SyntaxFault($"longer than {MaximumLength} characters", MaximumLength);
            return false;
        }

        var start = text.Length - text.AsSpan().TrimStart().Length;
        var body = text.AsSpan().Trim();
        if (NameVersionBuild.IsPlain(body))
        {
            return TryNameVersionBuild(body.Length == text.Length ? text : body.ToString(), start, out fault);
        }

        if (body.EndsWith("@"))
        {
            _fields = _fields with { Name = "*", TrackFeatures = body[..^1].ToString() };
            return true;
        }

        var hash = body.IndexOf('#');
        var comment = hash < 0 ? "" : body[(hash + 1)..].ToString();
        body = hash < 0 ? body : body[..hash].TrimEnd();
        if (PackageFileName.HasExtension(body))
        {
            return TryArchive(body.ToString(), start, comment, out fault);
        }

        return TryBrackets(body.ToString(), start, out fault);
    }

    // A URL or a path of an archive, perhaps with its hash after a `#` as in @EXPLICIT files.
    private bool TryArchive(string archive, int start, string comment, out SyntaxFault fault)
    {
        fault = default;
        var url = ChannelUrl.HasScheme(archive) ? archive : Uri.UnescapeDataString(ChannelUrl.OfPath(channels.AbsolutePath(archive)));
        var channel = channels.Resolve(url);
        var hash = comment.Trim();
        _fields = _fields with
        {
            Name = "*",
            Url = ChannelUrl.SplitCredentials(url) is { Auth: null, Token: null } ? url : ChannelUrl.SplitCredentials(url).ToString(),
            FileName = Uri.UnescapeDataString(url[(url.LastIndexOf('/') + 1)..]),
            Md5 = hash.Length == 32 && hash.All(char.IsAsciiHexDigit) ? hash : null,
            Sha256 = Sha256Of(hash),
        };
        if (channel.Subdir is null)
        {
            return true;
        }

        if (!PackageFileName.TryParse(channel.File, out var file))
        {
            fault = new SyntaxFault("a package's file is called name-version-build", start + archive.LastIndexOf('/') + 1);
            return false;
        }

        _fields = _fields with
        {
            // The name, also where the URL says more: the URL itself is asked for besides.
            Channel = channel.CanonicalName,
            Subdir = channel.Subdir,
            Name = file.Name,
            Version = file.Version,
            Build = file.Build,
            FileName = channel.File,
        };
        _places?.Add("name", start + archive.LastIndexOf('/') + 1);
        _places?.Add("version", start + archive.LastIndexOf('/') + 2 + file.Name.Length);
        return true;
    }

    private static string? Sha256Of(string hash)
    {
        var hex = hash.StartsWith("sha256:", StringComparison.Ordinal) ? hash[7..] : hash;
        return hex.Length == 64 && hex.All(char.IsAsciiHexDigit) ? hex : null;
    }

    private bool TryBrackets(string body, int start, out SyntaxFault fault)
    {
        var cut = SpecBrackets.Find(body, '[', ']');
        if (cut.Length > 0)
        {
            var reader = new SpecBrackets(body.Substring(cut.Start + 1, cut.Length - 2), start + cut.Start + 1, _places ?? new SpecPlaces());
            if (!reader.TryRead(_fields, channels, out _fields, out fault))
            {
                return false;
            }

            body = body.Remove(cut.Start, cut.Length);
        }

        var parentheses = SpecBrackets.Find(body, '(', ')');
        if (parentheses.Length > 0)
        {
            var content = body.Substring(parentheses.Start + 1, parentheses.Length - 2);
            if (!SpecBrackets.IsLegacy(content))
            {
                fault = new SyntaxFault("groups of versions go into brackets: [version='(...)']", start + parentheses.Start);
                return false;
            }

            _fields = SpecBrackets.ReadLegacy(content, _fields);
            body = body.Remove(parentheses.Start, parentheses.Length);
        }

        return TryChannel(body, start, out fault);
    }

    private bool TryChannel(string body, int start, out SyntaxFault fault)
    {
        var last = body.LastIndexOf(':');
        var first = last <= 0 ? -1 : body.LastIndexOf(':', last - 1);
        // Nothing before the colons names no channel.
        if (first > 0 && _fields.Channel is null)
        {
            var (channel, subdir) = SplitChannel(body[..first]);
            _fields = _fields with { Channel = channel, Subdir = _fields.Subdir ?? subdir };
            _places?.Add("channel", start);
        }
        else if (first > 0)
        {
            // What brackets say wins; a subdir here still counts where they name none.
            _fields = _fields with { Subdir = _fields.Subdir ?? SplitChannel(body[..first]).Subdir };
        }

        if (last >= 0)
        {
            var space = body[(first + 1)..last];
            _fields = _fields with { Namespace = space.Length > 0 ? space : null };
        }

        return TryNameVersionBuild(body[(last + 1)..], start + last + 1, out fault);
    }

    private bool TryNameVersionBuild(string body, int start, out SyntaxFault fault)
    {
        fault = default;
        var nameLength = NameVersionBuild.NameLength(body);
        if (nameLength == 0)
        {
            if (text.Length == 0)
            {
                _fields = _fields with { Name = "*" };
                return true;
            }

            fault = new SyntaxFault($"no package name found in '{body}'", start);
            return false;
        }

        var behind = body.AsSpan(nameLength);
        var restStart = start + nameLength + (behind.Length - behind.TrimStart().Length);
        var rest = behind.Trim().ToString();
        var name = body[..nameLength];
        _places?.Add("name", start);
        if (rest.Length == 0 || behind is "=")
        {
            _fields = _fields with { Name = name };
            return true;
        }

        if (rest.IndexOf('[', StringComparison.Ordinal) is >= 0 and var bracket)
        {
            fault = new SyntaxFault("multiple brackets sections not allowed", restStart + bracket);
            return false;
        }

        if (ConditionStart(rest) is >= 0 and var condition)
        {
            fault = new SyntaxFault("a condition goes into brackets: [when='...']", restStart + condition);
            return false;
        }

        SetVersionAndBuild(name, rest, restStart);
        return true;
    }

    private static int ConditionStart(string rest) => rest.StartsWith("if ", StringComparison.Ordinal) ? 0 : rest.IndexOf(" if ", StringComparison.Ordinal);

    // What brackets said of version and build stays.
    private void SetVersionAndBuild(string name, string rest, int start)
    {
        var (length, buildStart) = NameVersionBuild.Split(rest);
        var written = rest[..length];
        var version = NameVersionBuild.Sanitize(written.Replace(" ", "", StringComparison.Ordinal), buildStart >= 0);
        _fields = _fields with
        {
            Name = name,
            Version = _fields.Version ?? version,
            Build = _fields.Build ?? (buildStart < 0 ? null : rest[buildStart..].Trim()),
        };

        // The places of brackets were added before, and the first one of a field counts.
        _places?.Add("version", start, written);
        _places?.Add("build", start + Math.Max(0, buildStart));
    }

    private (string Channel, string? Subdir) SplitChannel(string value) => (ChannelText(value), channels.Resolve(value).Subdir);

    // The URL where it says more than the name: _parse_channel in conda/models/match_spec.py.
    private string ChannelText(string value)
    {
        var channel = channels.Resolve(value);
        return ChannelUrl.HasScheme(value) && channel.Location is not null && !channel.IsAtAlias ? channel.BaseUrl! : channel.CanonicalName;
    }
}
