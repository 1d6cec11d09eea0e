namespace Tare.Conda.Prefixes;

/// <summary>What the remarks of a revision say: <c># cmd:</c>, <c># conda version:</c>, <c># update specs: […]</c>.</summary>
internal static class HistoryComments
{
    internal static HistoryRevision Apply(HistoryRevision revision)
    {
        foreach (var comment in revision.Comments)
        {
            var text = comment.AsSpan(1).Trim();
            var colon = text.IndexOf(':');
            if (colon > 0)
            {
                revision = With(revision, text[..colon].ToString(), text[(colon + 1)..].Trim().ToString());
            }
        }

        return revision;
    }

    private static HistoryRevision With(HistoryRevision revision, string key, string value) => key switch
    {
        "cmd" => revision with { Command = value },
        "conda version" => revision with { CondaVersion = value },
        "update specs" or "install specs" or "create specs" => revision with { UpdateSpecs = [.. revision.UpdateSpecs, .. Specs(value)] },
        "remove specs" or "uninstall specs" => revision with { RemoveSpecs = [.. revision.RemoveSpecs, .. Specs(value)] },
        "neutered specs" => revision with { NeuteredSpecs = [.. revision.NeuteredSpecs, .. Specs(value)] },
        _ => revision,
    };

    // ['a', "b >=1,<2"] since conda 4.5; a,b >=1,<2 before, where a piece that begins with a relation belongs to the one before it.
    private static IEnumerable<string> Specs(string text)
    {
        if (text.StartsWith('['))
        {
            return PythonStrings.ParseList(text).Where(IsSpec);
        }

        if (text.Contains('[', StringComparison.Ordinal))
        {
            return [];
        }

        var specs = new List<string>();
        foreach (var piece in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (specs.Count > 0 && piece[0] is '=' or '<' or '>' or '!' or '~')
            {
                specs[^1] += "," + piece;
            }
            else
            {
                specs.Add(piece);
            }
        }

        return specs.Where(IsSpec);
    }

    private static bool IsSpec(string spec) => spec.Length > 0 && !spec.EndsWith('@');
}
