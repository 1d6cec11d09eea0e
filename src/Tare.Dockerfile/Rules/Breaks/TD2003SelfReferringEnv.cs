using System.Text;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Stages;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Rules.Breaks;

/// <summary>Uses a variable in the ENV instruction that sets it: it still has the value from before.</summary>
internal sealed class TD2003SelfReferringEnv() : DockerfileRule("TD2003", Severity.Error, "a variable is not yet set in the ENV that sets it")
{
    // What base images set; who refers to one of these may mean the value from there.
    private static readonly string[] SetByImages =
        ["PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "LIBRARY_PATH", "CUDA_VERSION", "PYTHON_VERSION"];

    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var instruction in file.Stages.SelectMany(s => s.Instructions).Where(i => i.Keyword == "ENV"))
        {
            var pairs = instruction.Syntax.Pairs;
            for (var i = 1; i < pairs.Count; i++)
            {
                foreach (var earlier in pairs.Take(i).Where(p => p.Key != pairs[i].Key && instruction.Variables[p.Key] != p.Value))
                {
                    if (Uses(WithoutSingleQuoted(file.Source.Slice(pairs[i].Span)), earlier.Key))
                    {
                        yield return At(
                            pairs[i].Span,
                            $"`${earlier.Key}` is {Before(instruction, earlier.Key)} here: an ENV sees the values from before it",
                            FixFor(instruction, pairs[i], earlier));
                    }
                }
            }
        }
    }

    private static bool Uses(string value, string name)
    {
        var scope = new VariableScope { [name] = "\u0001" };
        return scope.Expand(value).Contains('\u0001', StringComparison.Ordinal);
    }

    // In single quotes a `$` is a character like any other, unless they stand in double ones.
    private static string WithoutSingleQuoted(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder();
        var quote = '\0';
        foreach (var c in text)
        {
            var isQuote = c is '"' or '\'' && (quote == '\0' || quote == c);
            quote = !isQuote ? quote : quote == '\0' ? c : '\0';
            result.Append(quote == '\'' ? ' ' : c);
        }

        return result.ToString();
    }

    private static string Before(StageInstruction instruction, string name) =>
        instruction.Variables[name] is { } value ? $"still `{value}`"
        : IsUnset(instruction, name) ? "empty"
        : "still what it was";

    private static bool IsUnset(StageInstruction instruction, string name) => !instruction.Variables.Declares(name) && !SetByImages.Contains(name);

    // The value itself in place of the reference; nothing else of the line changes.
    private static Fix? FixFor(StageInstruction placed, KeyValue pair, KeyValue earlier)
    {
        var instruction = placed.Syntax;
        if (earlier.Value is not { } value || value.AsSpan().ContainsAny("$\"' \\"))
        {
            return null;
        }

        // A `$` that is escaped or stands in single quotes is no reference.
        var text = instruction.Source.Slice(pair.Span).ToString();
        if (text.AsSpan().ContainsAny('\'', '\\'))
        {
            return null;
        }

        var edits = new List<TextEdit>();
        foreach (var reference in new[] { $"${{{earlier.Key}}}", $"${earlier.Key}" })
        {
            for (var at = text.IndexOf(reference, StringComparison.Ordinal); at >= 0; at = text.IndexOf(reference, at + 1, StringComparison.Ordinal))
            {
                var end = at + reference.Length;
                if (reference.EndsWith('}') || end >= text.Length || !(char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
                {
                    edits.Add(new TextEdit(new TextSpan(pair.Span.Start + at, reference.Length), value));
                }
            }
        }

        return edits.Count > 0 ? new Fix($"write `{value}` in place of `${earlier.Key}`", edits, IsUnset(placed, earlier.Key)) : null;
    }
}
