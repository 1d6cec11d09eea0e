using System.Globalization;
using System.Text.Json;
using Tare.Primitives.Json;

namespace Tare.Conda.Activation.Shells;

/// <summary>An activation for programs, as <c>conda shell.posix+json</c> prints it (JSONFormatMixin in conda/activate.py).</summary>
public static class ActivationJson
{
    /// <summary>What the name of a shell ends with where JSON is meant: <c>posix+json</c>.</summary>
    public const string Suffix = "+json";

    /// <summary>The document, without a line end.</summary>
    /// <param name="change">What the shell has to do.</param>
    /// <param name="syntax">The shell, which knows where its prompt is.</param>
    /// <param name="variables">The shell's variables.</param>
    public static string Write(ActivationChange change, ShellSyntax syntax, IReadOnlyDictionary<string, string> variables) => JsonWriting.Text(JsonWriting.Indented, writer =>
    {
        writer.WriteStartObject();
        WritePath(writer, change);
        writer.WriteStartObject("vars");
        WriteMap(writer, "export", change.Export.Where(v => v.Key != "PATH"));
        writer.WriteTexts("unset", change.Unset);
        WriteMap(writer, "set", change.PromptModifier is { } modifier && syntax.PromptVariable(modifier, variables) is { } prompt ? [prompt] : []);
        writer.WriteEndObject();
        writer.WriteStartObject("scripts");
        writer.WriteTexts("activate", change.ActivateScripts);
        writer.WriteTexts("deactivate", change.DeactivateScripts);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static void WritePath(Utf8JsonWriter writer, ActivationChange change)
    {
        writer.WriteStartObject("path");
        if ((change.Export.Where(v => v.Key == "PATH").Select(v => v.Value).FirstOrDefault() ?? change.EarlyPath) is { } path)
        {
            writer.WriteTexts("PATH", path.Split(':'));
        }

        writer.WriteEndObject();
    }

    private static void WriteMap(Utf8JsonWriter writer, string name, IEnumerable<KeyValuePair<string, string>> variables)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in variables)
        {
            if (key == "CONDA_SHLVL" && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var level))
            {
                writer.WriteNumber(key, level);
            }
            else
            {
                writer.WriteString(key, value);
            }
        }

        writer.WriteEndObject();
    }
}
