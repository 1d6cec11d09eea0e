namespace Tare.Oci.Registries;

/// <summary>One challenge of a WWW-Authenticate header (RFC 9110, 11.3): a scheme and its parameters.</summary>
public sealed record AuthChallenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Basic authentication is asked for.</summary>
    public bool IsBasic => Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase);

    /// <summary>A token is asked for, and the challenge says where to get one.</summary>
    public bool IsBearer => Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) && Parameters.ContainsKey("realm");

    /// <summary>Reads the challenges of one header value; never fails, what cannot be read is left out.</summary>
    public static IReadOnlyList<AuthChallenge> ParseAll(string header)
    {
        var challenges = new List<AuthChallenge>();
        Dictionary<string, string>? parameters = null;
        for (var at = 0; at < header.Length;)
        {
            if (header[at] is ',' or ' ' or '\t')
            {
                at++;
                continue;
            }

            var word = Token(header, ref at);
            if (word.Length == 0)
            {
                at++;
                continue;
            }

            var rest = at;
            SkipBlanks(header, ref rest);
            if (rest < header.Length && header[rest] == '=' && parameters is not null)
            {
                at = rest + 1;
                SkipBlanks(header, ref at);
                parameters.TryAdd(word, at < header.Length && header[at] == '"' ? Quoted(header, ref at) : Token(header, ref at));
            }
            else
            {
                parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                challenges.Add(new AuthChallenge(word, parameters));
            }
        }

        return challenges;
    }

    private static string Token(string header, ref int at)
    {
        var start = at;
        while (at < header.Length && header[at] is not (' ' or '\t' or ',' or '=' or '"'))
        {
            at++;
        }

        return header[start..at];
    }

    private static string Quoted(string header, ref int at)
    {
        var text = new System.Text.StringBuilder();
        for (at++; at < header.Length && header[at] != '"'; at++)
        {
            if (header[at] == '\\' && at + 1 < header.Length)
            {
                at++;
            }

            text.Append(header[at]);
        }

        at++;
        return text.ToString();
    }

    private static void SkipBlanks(string header, ref int at)
    {
        while (at < header.Length && header[at] is (' ' or '\t'))
        {
            at++;
        }
    }
}
