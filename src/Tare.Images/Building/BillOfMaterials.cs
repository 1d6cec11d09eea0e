using System.Globalization;
using System.Text.Json;
using Tare.Conda.Records;

namespace Tare.Images.Building;

/// <summary>
/// The packages of an image as a document for scanners: CycloneDX 1.6 or SPDX 2.3, with package URLs (purl-spec, type conda, and those
/// of upstream where the channel knows them). The same image gives the same bytes.
/// </summary>
public static class BillOfMaterials
{
    private const string Unknown = "NOASSERTION";

    /// <summary>The formats and their media types.</summary>
    public static IReadOnlyDictionary<string, string> MediaTypes { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["cyclonedx"] = "application/vnd.cyclonedx+json",
        ["spdx"] = "application/spdx+json",
    };

    /// <summary>The document of an image in one of the formats.</summary>
    public static byte[] Write(BuiltImage image, string format)
    {
        var packages = image.Plan.Environments.SelectMany(e => e.Packages).DistinctBy(Purl).OrderBy(Purl, StringComparer.Ordinal).ToList();
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            if (format == "spdx")
            {
                WriteSpdx(writer, image, packages);
            }
            else
            {
                WriteCycloneDx(writer, image, packages);
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteCycloneDx(Utf8JsonWriter writer, BuiltImage image, List<RepoDataRecord> packages)
    {
        writer.WriteString("bomFormat", "CycloneDX");
        writer.WriteString("specVersion", "1.6");
        writer.WriteNumber("version", 1);
        writer.WriteStartObject("metadata");
        writer.WriteString("timestamp", Created(image));
        writer.WriteStartObject("component");
        writer.WriteString("type", "container");
        writer.WriteString("name", image.Plan.Environments[0].Name);
        writer.WriteString("version", image.Image.Digest.ToString());
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartArray("components");
        foreach (var package in packages)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "library");
            writer.WriteString("bom-ref", Purl(package));
            writer.WriteString("name", package.Name);
            writer.WriteString("version", package.Version);
            if (package.Sha256 is { } sha256)
            {
                writer.WriteStartArray("hashes");
                writer.WriteStartObject();
                writer.WriteString("alg", "SHA-256");
                writer.WriteString("content", sha256);
                writer.WriteEndObject();
                writer.WriteEndArray();
            }

            if (package.License is { Length: > 0 } license)
            {
                writer.WriteStartArray("licenses");
                writer.WriteStartObject();
                writer.WriteStartObject("license");
                writer.WriteString("name", license);
                writer.WriteEndObject();
                writer.WriteEndObject();
                writer.WriteEndArray();
            }

            writer.WriteString("purl", Purl(package));
            WriteAncestors(writer, package);
            writer.WriteEndObject();
        }

        foreach (var (name, version) in image.PipPackages)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "library");
            writer.WriteString("bom-ref", PipPurl(name, version));
            writer.WriteString("name", name);
            writer.WriteString("version", version);
            writer.WriteString("purl", PipPurl(name, version));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // A component has one package URL; what it was packaged from is its ancestor (CycloneDX 1.6, "pedigree").
    private static void WriteAncestors(Utf8JsonWriter writer, RepoDataRecord package)
    {
        var upstream = Upstream(package).ToList();
        if (upstream.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("pedigree");
        writer.WriteStartArray("ancestors");
        foreach (var purl in upstream)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "library");
            writer.WriteString("name", Uri.UnescapeDataString(purl.Split('?', '#')[0].Split('/')[^1].Split('@')[0]));
            writer.WriteString("purl", purl);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteSpdx(Utf8JsonWriter writer, BuiltImage image, List<RepoDataRecord> packages)
    {
        var name = image.Plan.Environments[0].Name;
        writer.WriteString("spdxVersion", "SPDX-2.3");
        writer.WriteString("dataLicense", "CC0-1.0");
        writer.WriteString("SPDXID", "SPDXRef-DOCUMENT");
        writer.WriteString("name", name);
        writer.WriteString("documentNamespace", $"urn:oci:{name}@{image.Image.Digest}");
        writer.WriteStartObject("creationInfo");
        writer.WriteString("created", Created(image));
        writer.WriteStartArray("creators");
        writer.WriteStringValue("Tool: tare");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartArray("packages");
        var parts = packages.Select(p => (p.Name, p.Version, Url: Url(p), p.License, p.Sha256, Purls: Upstream(p).Prepend(Purl(p))))
            .Concat(image.PipPackages.Select(p => (p.Name, p.Version, Url: (string?)null, License: (string?)null, Sha256: (string?)null, Purls: (IEnumerable<string>)[PipPurl(p.Name, p.Version)]))).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("SPDXID", $"SPDXRef-Package-{i + 1}");
            writer.WriteString("name", parts[i].Name);
            writer.WriteString("versionInfo", parts[i].Version);
            writer.WriteString("downloadLocation", parts[i].Url ?? Unknown);
            writer.WriteBoolean("filesAnalyzed", false);
            WriteChecksum(writer, parts[i].Sha256);
            writer.WriteString("licenseConcluded", Unknown);
            writer.WriteString("licenseDeclared", Unknown);
            writer.WriteString("licenseComments", parts[i].License ?? "");
            WritePurls(writer, parts[i].Purls);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("relationships");
        for (var i = 0; i < parts.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("spdxElementId", "SPDXRef-DOCUMENT");
            writer.WriteString("relationshipType", "DESCRIBES");
            writer.WriteString("relatedSpdxElement", $"SPDXRef-Package-{i + 1}");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteChecksum(Utf8JsonWriter writer, string? sha256)
    {
        if (sha256 is null)
        {
            return;
        }

        writer.WriteStartArray("checksums");
        writer.WriteStartObject();
        writer.WriteString("algorithm", "SHA256");
        writer.WriteString("checksumValue", sha256);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WritePurls(Utf8JsonWriter writer, IEnumerable<string> purls)
    {
        writer.WriteStartArray("externalRefs");
        foreach (var purl in purls)
        {
            writer.WriteStartObject();
            writer.WriteString("referenceCategory", "PACKAGE-MANAGER");
            writer.WriteString("referenceType", "purl");
            writer.WriteString("referenceLocator", purl);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // purl-spec, PURL-TYPES: conda has the build, the channel's name, the platform and the archive's format as qualifiers, sorted.
    private static string Purl(RepoDataRecord package)
    {
        var channel = (package.Channel ?? "").TrimEnd('/').Split('/')[^1];
        var type = package.FileName.EndsWith(".tar.bz2", StringComparison.Ordinal) ? "tar.bz2" : "conda";
        var qualifiers = new[] { ("build", package.Build), ("channel", channel), ("subdir", package.Subdir ?? ""), ("type", type) }.Where(q => q.Item2.Length > 0);
        return $"pkg:conda/{Uri.EscapeDataString(package.Name)}@{Uri.EscapeDataString(package.Version)}?{string.Join('&', qualifiers.Select(q => $"{q.Item1}={Uri.EscapeDataString(q.Item2)}"))}";
    }

    private static string PipPurl(string name, string version) => $"pkg:pypi/{Uri.EscapeDataString(name)}@{Uri.EscapeDataString(version)}";

    private static IEnumerable<string> Upstream(RepoDataRecord package) =>
        package.Other.TryGetValue("purls", out var purls) && purls.ValueKind == JsonValueKind.Array
            ? purls.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.String).Select(p => p.GetString()!)
            : [];

    private static string? Url(RepoDataRecord package) => package.Url is { Length: > 0 } url ? Primitives.UrlSecrets.Hide(url) : null;

    private static string Created(BuiltImage image) =>
        DateTimeOffset.FromUnixTimeSeconds(image.Plan.Created).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
