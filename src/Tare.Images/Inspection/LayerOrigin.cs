using Tare.Oci.Configs;

namespace Tare.Images.Inspection;

/// <summary>The step that made a layer, as its Dockerfile had it: <c>RUN conda install numpy</c>.</summary>
/// <param name="Instruction">The first word: RUN, COPY, ADD …; empty where the history does not tell.</param>
/// <param name="Arguments">The rest, on one line.</param>
public sealed record LayerOrigin(string Instruction, string Arguments)
{
    /// <summary>How the history of layers begins that `tare image build` made.</summary>
    internal const string Own = "tare image build: ";

    private static readonly string[] Shells = ["/bin/sh -c ", "/bin/bash -c ", "/bin/bash -o pipefail -c "];

    /// <summary><c>tare image build</c> made the layer.</summary>
    public bool IsOwn { get; private init; }

    /// <summary>The whole line, or a remark where the history is silent.</summary>
    public string Text => Instruction.Length > 0 ? $"{Instruction} {Arguments}" : Arguments.Length > 0 ? Arguments : "(no history)";

    /// <summary>Reads it from the history that Docker's builders, buildah and kaniko write, each in its own way.</summary>
    internal static LayerOrigin From(HistoryEntry? entry)
    {
        var text = string.Join(' ', (entry?.CreatedBy ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length == 0)
        {
            return new LayerOrigin(entry?.Comment is { Length: > 0 } ? "FROM" : "", entry?.Comment ?? "");
        }

        if (text.StartsWith(Own, StringComparison.Ordinal))
        {
            return new LayerOrigin("", text[Own.Length..]) { IsOwn = true };
        }

        text = text.EndsWith(" # buildkit", StringComparison.Ordinal) ? text[..^" # buildkit".Length] : text;
        text = text.StartsWith("RUN ", StringComparison.Ordinal) ? text[4..] : text;
        if (text.StartsWith("/bin/sh -c #(nop) ", StringComparison.Ordinal))
        {
            return Split(text["/bin/sh -c #(nop) ".Length..]);
        }

        var shell = Array.Find(Shells, s => text.StartsWith(s, StringComparison.Ordinal));
        return shell is null ? Split(text) : new LayerOrigin("RUN", text[shell.Length..]);
    }

    private static LayerOrigin Split(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var word = space < 0 ? text : text[..space];
        return word.Length is > 1 and < 12 && word.All(char.IsAsciiLetterUpper)
            ? new LayerOrigin(word, space < 0 ? "" : text[(space + 1)..])
            : new LayerOrigin("RUN", text);
    }
}
