using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tare.Conda.Activation.Shells;

/// <summary>An activation for programs, as <c>conda shell.posix+json</c> prints it (JSONFormatMixin in conda/activate.py).</summary>
public static class ActivationJson
{
    /// <summary>What the name of a shell ends with where JSON is meant: <c>posix+json</c>.</summary>
    public const string Suffix = "+json";

    private static readonly JsonWriterOptions Layout = new() { Indented = true, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document, without a line end.</summary>
    /// <param name="change">What the shell has to do.</param>
    /// <param name="syntax">The shell, which knows where its prompt is.</param>
    /// <param name="variables">The shell's variables.</param>
    public static string Write(ActivationChange change, ShellSyntax syntax, IReadOnlyDictionary<string, string> variables)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Layout))
        {
            writer.WriteStartObject();
            WritePath(writer, change);
            writer.WriteStartObject("vars");
            WriteMap(writer, "export", change.Export.Where(v => v.Key != "PATH"));
            WriteTexts(writer, "unset", change.Unset);
            WriteMap(writer, "set", change.PromptModifier is { } modifier && syntax.PromptVariable(modifier, variables) is { } prompt ? [prompt] : []);
            writer.WriteEndObject();
            writer.WriteStartObject("scripts");
            WriteTexts(writer, "activate", change.ActivateScripts);
            WriteTexts(writer, "deactivate", change.DeactivateScripts);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WritePath(Utf8JsonWriter writer, ActivationChange change)
    {
        writer.WriteStartObject("path");
        if ((change.Export.Where(v => v.Key == "PATH").Select(v => v.Value).FirstOrDefault() ?? change.EarlyPath) is { } path)
        {
            WriteTexts(writer, "PATH", path.Split(':'));
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

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
