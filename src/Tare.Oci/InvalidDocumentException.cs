namespace Tare.Oci;

/// <summary>A manifest, index, configuration or layout file that does not follow its specification.</summary>
/// <param name="document">What was read, for the message: <c>manifest sha256:…</c>, <c>index.json of `dir`</c>.</param>
/// <param name="defect">What is wrong with it.</param>
/// <param name="inner">The parser's own error.</param>
public sealed class InvalidDocumentException(string document, string defect, Exception? inner = null)
    : OciException(OneLine($"{document} is not valid: {defect}"), "the image was damaged or written by a faulty tool; fetch or export it again", inner)
{
    /// <summary>What was read.</summary>
    public string Document { get; } = document;

    /// <summary>What is wrong with it.</summary>
    public string Defect { get; } = defect;

    // Names of fields come from the document itself.
    private static string OneLine(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) : text;
}
