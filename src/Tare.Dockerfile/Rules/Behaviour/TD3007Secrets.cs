using System.Text.RegularExpressions;
using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Behaviour;

/// <summary>Puts a secret where everybody who has the image can read it: ENV, ARG, or the URL of a channel.</summary>
internal sealed partial class TD3007Secrets() : DockerfileRule("TD3007", Severity.Error, "no secrets in ARG, ENV and channel URLs")
{
    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var instruction in file.Syntax.Instructions.Where(i => i.Keyword is "ENV" or "ARG"))
        {
            foreach (var pair in instruction.Pairs.Where(p => p.Value is { } value && Array.Exists(value.Split(' '), SecretUrl.IsOne)))
            {
                yield return At(pair.KeySpan, $"the URL in `{pair.Key}` carries a token or password, which the history of the image tells to everybody; use `RUN --mount=type=secret`");
            }

            foreach (var pair in instruction.Pairs.Where(p => Name().IsMatch(p.Key) && !Harmless().IsMatch(p.Key) && p.Value is not ""))
            {
                yield return At(pair.KeySpan, $"the history of the image tells `{pair.Key}` to everybody; use `RUN --mount=type=secret`");
            }
        }

        var runs = file.Runs.Where(r => file.Source.Slice(r.Instruction.Syntax.Span).Contains("://", StringComparison.Ordinal));
        foreach (var word in runs.SelectMany(r => r.Script.Commands).SelectMany(c => c.Words).Where(w => SecretUrl.IsOne(w.Text)))
        {
            yield return At(word.Span, "this URL carries a token or password, which the history of the image tells to everybody; use `RUN --mount=type=secret`");
        }
    }

    [GeneratedRegex("(^|_)(TOKEN|PASSWORD|PASSWD|SECRET|API_?KEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIALS?)(_|$)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex("(_FILE|_PATH|_DIR|_ID|_URL|TOKENIZERS?_.*|_TOKENIZERS?.*)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Harmless();
}
