using Tare.Dockerfile.Conda;
using Tare.Dockerfile.EnvironmentFiles;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Rules.Environments;

/// <summary>Has a pip list without pip itself, or a package in both lists.</summary>
internal sealed class TD4004PipMixed() : EnvironmentRule("TD4004", Severity.Warning, "list pip, and no package twice")
{
    public override IEnumerable<Finding> Check(EnvironmentText file)
    {
        if (file.PipKey is { } key && !file.Dependencies.Any(d => SpecText.Read(d.Text).Name == "pip"))
        {
            yield return At(key, "the list for pip needs `pip` among the dependencies", FixFor(file.Source, key));
        }

        var names = file.Dependencies.Select(d => Normal(d.Text)).ToHashSet(StringComparer.Ordinal);
        foreach (var item in file.Pip.Where(p => p.Text is not ['-', ..] && names.Contains(Normal(p.Text))))
        {
            yield return At(item.Span, $"`{Normal(item.Text)}` is installed by conda too; pip would overwrite it");
        }
    }

    private static Fix? FixFor(SourceText source, TextSpan key)
    {
        var start = source.LineStart(source.PositionOf(key.Start).Line);
        var lead = source.Text[start..key.Start];
        return lead.Trim() == "-" ? new Fix("add `pip`", [TextEdit.Insert(start, $"{lead}pip{source.NewLine}")]) : null;
    }

    private static string Normal(string spec) => SpecText.Read(spec).Name.Replace('_', '-').Replace('.', '-');
}
