using Tare.Conda.Configuration;

namespace Tare.Cli.Views.Conda;

/// <summary>What settings are for: comments and default of each, in the form of a .condarc.</summary>
internal static class ConfigDescription
{
    internal static IEnumerable<string> All(IEnumerable<Parameter> parameters)
    {
        string? category = null;
        foreach (var parameter in parameters)
        {
            if (parameter.Category != category)
            {
                category = parameter.Category;
                yield return "# " + new string('#', 54);
                yield return $"# ## {Centre(category, 48)} ##";
                yield return "# " + new string('#', 54);
                yield return "";
            }

            foreach (var line in One(parameter))
            {
                yield return line;
            }
        }
    }

    internal static IEnumerable<string> Types(Parameter parameter) => parameter.Shape != ParameterShape.Single
        ? [parameter.Shape switch { ParameterShape.MapOfLists => "sequence", ParameterShape.ListOfMaps => "map", _ => "primitive" }]
        : parameter.Kind switch
        {
            ParameterKind.Boolean => ["bool"],
            ParameterKind.NullableBoolean => ["NoneType", "bool"],
            ParameterKind.BooleanOrText => ["bool", "str"],
            ParameterKind.BooleanOrInteger => ["bool", "int"],
            ParameterKind.Integer => ["int"],
            ParameterKind.Number => ["float"],
            ParameterKind.NullableText => ["NoneType", "str"],
            ParameterKind.Choice => parameter.Choices,
            _ => ["str"],
        };

    internal static string Shape(Parameter parameter) => parameter.Shape switch
    {
        ParameterShape.Single => "primitive",
        ParameterShape.List or ParameterShape.ListOfMaps => "sequence",
        _ => "map",
    };

    private static IEnumerable<string> One(Parameter parameter)
    {
        var types = string.Join(", ", Types(parameter));
        yield return parameter.Shape == ParameterShape.Single ? $"# # {parameter.Name} ({types})" : $"# # {parameter.Name} ({Shape(parameter)}: {types})";
        if (parameter.Aliases.Count > 0)
        {
            yield return $"# #   aliases: {string.Join(", ", parameter.Aliases)}";
        }

        if (Shape(parameter) == "sequence")
        {
            yield return $"# #   env var string delimiter: '{parameter.Delimiter}'";
        }

        foreach (var line in Wrap(parameter.Summary, 70))
        {
            yield return $"# #   {line}";
        }

        yield return "# # ";
        foreach (var line in SettingYaml.Lines(parameter.Name, parameter.Default))
        {
            yield return $"# {line}";
        }

        yield return "";
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }

    private static string Centre(string text, int width)
    {
        var left = Math.Max(0, (width - text.Length) / 2);
        return (new string(' ', left) + text).PadRight(width);
    }
}
