using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tare.Cli.Views;

/// <summary>How every JSON document of Tare is laid out: two spaces, and letters as they are.</summary>
internal static class JsonText
{
    internal static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
