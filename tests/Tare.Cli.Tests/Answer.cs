using System.Text.Json;

namespace Tare.Cli.Tests;

/// <summary>What a command answered; the machine's folder is written as <c>@</c>.</summary>
internal sealed record Answer(int Status, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public string[] Lines => Output.TrimEnd('\n').Split('\n');
}
