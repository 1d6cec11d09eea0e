using Tare.Oci.Manifests;

namespace Tare.Oci.Stores.Layouts;

/// <summary>The file <c>oci-layout</c>, which says that a folder is an OCI image layout (image-layout.md).</summary>
internal static class LayoutFile
{
    internal const string Name = "oci-layout";
    internal const string IndexName = "index.json";

    internal static ReadOnlySpan<byte> Content => """{"imageLayoutVersion":"1.0.0"}"""u8;

    /// <summary>Accepts version 1 of any minor number.</summary>
    internal static void Check(ReadOnlyMemory<byte> content, string place)
    {
        var document = $"`oci-layout` of {place}";
        var version = JsonObjectReader.Read(content, document, e => new JsonObjectReader(e, document, "").RequiredText("imageLayoutVersion"));
        if (!version.StartsWith("1.", StringComparison.Ordinal))
        {
            throw new InvalidDocumentException(document, $"its version is `{version}`; Tare reads version 1");
        }
    }
}
