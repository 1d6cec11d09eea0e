namespace Tare.Oci.References;

/// <summary>Text that names no image.</summary>
public sealed class InvalidReferenceException(string text, string defect, string? hint = null)
    : OciException($"`{text}` is not an image reference: {defect}", hint)
{
    /// <summary>The text that was given.</summary>
    public string Text { get; } = text;
}
