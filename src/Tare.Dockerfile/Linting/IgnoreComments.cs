using System.Text.RegularExpressions;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Linting;

/// <summary>
/// <c># tare ignore=TD1001,TD1005</c> silences rules for the next instruction, <c># tare global ignore=…</c> for the file; the
/// comments of hadolint (<c># hadolint ignore=…</c>) are read the same way, and its DL codes mean the rules that are their twins.
/// </summary>
internal sealed partial class IgnoreComments
{
    private static readonly Dictionary<string, string> Twins = new(StringComparer.Ordinal)
    {
        ["DL3002"] = "TD3002",
        ["DL3006"] = "TD3003",
        ["DL3007"] = "TD3003",
        ["DL3009"] = "TD1006",
        ["DL3042"] = "TD1005",
        ["DL3044"] = "TD2003",
        ["DL3059"] = "TD1009",
    };

    private readonly HashSet<string> _everywhere = new(StringComparer.Ordinal);
    private readonly List<(TextSpan Span, HashSet<string> Codes)> _places = [];

    internal static IgnoreComments Read(LintFile file)
    {
        var ignores = new IgnoreComments();
        var pending = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in file.Syntax.Elements)
        {
            if (element is Comment comment && comment.Text is ['t' or 'T' or 'h' or 'H', ..] && Pattern().Match(comment.Text) is { Success: true } match)
            {
                var codes = match.Groups["codes"].Value.Split(',', StringSplitOptions.TrimEntries).SelectMany(Meaning);
                (match.Groups["global"].Success ? ignores._everywhere : pending).UnionWith(codes);
            }
            else if (element is Instruction && pending.Count > 0)
            {
                ignores._places.Add((element.Span, pending));
                pending = new HashSet<string>(StringComparer.Ordinal);
            }
        }

        return ignores;
    }

    internal bool Silences(Finding finding) =>
        _everywhere.Contains(finding.Rule) || _places.Any(p => p.Span.Contains(finding.Span.Start) && p.Codes.Contains(finding.Rule));

    /// <summary>The line of the finding ends in a comment that names its rule.</summary>
    internal static bool SilencesLine(SourceText source, Finding finding)
    {
        var line = source.Line(source.PositionOf(finding.Span.Start).Line);
        var hash = line.LastIndexOf('#');
        return hash >= 0 && Pattern().Match(line[(hash + 1)..].Trim()) is { Success: true } match
            && match.Groups["codes"].Value.Split(',', StringSplitOptions.TrimEntries).Contains(finding.Rule);
    }

    private static IEnumerable<string> Meaning(string code) => Twins.TryGetValue(code, out var twin) ? [code, twin] : [code];

    [GeneratedRegex(@"^(?:tare|hadolint)\s+(?<global>global\s+)?ignore\s*=\s*(?<codes>[A-Za-z0-9]+(?:\s*,\s*[A-Za-z0-9]+)*)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
