using System.Text;
using System.Text.Json;

namespace Tare.Conda.Prefixes;

/// <summary>One pass over the fields of a record.</summary>
internal sealed class PrefixRecordParser(string path, PrefixRecordParts parts)
{
    private readonly List<KeyValuePair<string, string>> _others = [];
    private string? _name;
    private string? _version;
    private string? _build;
    private string? _requestedSpec;
    private PrefixRecord _record = new() { Name = "", Version = "", Build = "" };

    internal PrefixRecord Parse(Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new PrefixRecordException(path, "it is not a JSON object");
        }

        var length = 0L;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Field(ref reader);
            length = reader.BytesConsumed;
        }

        if (string.IsNullOrEmpty(_name) || string.IsNullOrEmpty(_version) || _build is null)
        {
            throw new PrefixRecordException(path, "it lacks a name, a version or a build");
        }

        IReadOnlyList<string> specs = _record.RequestedSpecs.Count > 0 || _requestedSpec is null ? _record.RequestedSpecs : [_requestedSpec];
        return _record with
        {
            Name = _name,
            Version = _version,
            Build = _build,
            RequestedSpecs = specs,
            OtherFields = _others,
            RecordPath = path,
            RecordSize = length + 2,
        };
    }

    private void Field(ref Utf8JsonReader reader)
    {
        if (Identity(ref reader) || Origin(ref reader) || Installation(ref reader))
        {
            return;
        }

        if (reader.ValueTextEquals("files"u8))
        {
            var (files, metadata) = FileListReader.Read(ref reader, parts == PrefixRecordParts.All);
            _record = _record with { Files = files, PythonMetadata = metadata };
            return;
        }

        if (parts != PrefixRecordParts.All)
        {
            reader.Read();
            reader.Skip();
            return;
        }

        var name = reader.GetString()!;
        if (name == "paths_data")
        {
            _record = _record with { Paths = PrefixPathReader.Read(ref reader) };
        }
        else
        {
            reader.Read();
            _others.Add(KeyValuePair.Create(name, JsonFields.Raw(ref reader)));
        }
    }

    private bool Identity(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("name"u8))
        {
            _name = JsonFields.Text(ref reader);
        }
        else if (reader.ValueTextEquals("version"u8))
        {
            _version = JsonFields.Text(ref reader);
        }
        else if (reader.ValueTextEquals("build"u8))
        {
            _build = JsonFields.Text(ref reader);
        }
        else if (reader.ValueTextEquals("build_number"u8))
        {
            _record = _record with { BuildNumber = JsonFields.Number(ref reader) ?? 0 };
        }
        else if (reader.ValueTextEquals("requested_spec"u8))
        {
            _requestedSpec = JsonFields.Text(ref reader) is { Length: > 0 } spec && spec != "None" ? spec : null;
        }
        else
        {
            return false;
        }

        return true;
    }

    private bool Origin(ref Utf8JsonReader reader)
    {
        PrefixRecord? next = null;
        if (reader.ValueTextEquals("channel"u8))
        {
            next = _record with { Channel = JsonFields.Text(ref reader) };
        }
        else if (reader.ValueTextEquals("subdir"u8))
        {
            next = _record with { Subdir = JsonFields.Text(ref reader) };
        }
        else if (reader.ValueTextEquals("fn"u8))
        {
            next = _record with { FileName = JsonFields.Text(ref reader) };
        }
        else if (reader.ValueTextEquals("url"u8))
        {
            next = _record with { Url = JsonFields.Text(ref reader) };
        }
        else if (reader.ValueTextEquals("md5"u8))
        {
            next = _record with { Md5 = JsonFields.Text(ref reader) };
        }
        else if (reader.ValueTextEquals("sha256"u8))
        {
            next = _record with { Sha256 = JsonFields.Text(ref reader) };
        }
        else if (reader.ValueTextEquals("size"u8))
        {
            next = _record with { Size = JsonFields.Number(ref reader) };
        }
        else if (reader.ValueTextEquals("timestamp"u8))
        {
            next = _record with { Timestamp = JsonFields.Number(ref reader) };
        }

        _record = next ?? _record;
        return next is not null;
    }

    private bool Installation(ref Utf8JsonReader reader)
    {
        PrefixRecord? next = null;
        if (reader.ValueTextEquals("depends"u8))
        {
            next = _record with { Depends = JsonFields.Texts(ref reader) };
        }
        else if (reader.ValueTextEquals("constrains"u8))
        {
            next = _record with { Constrains = JsonFields.Texts(ref reader) };
        }
        else if (reader.ValueTextEquals("noarch"u8))
        {
            next = _record with { Noarch = JsonFields.TextOrTruth(ref reader, "generic") };
        }
        else if (reader.ValueTextEquals("python_site_packages_path"u8))
        {
            next = _record with { PythonSitePackagesPath = JsonFields.Text(ref reader) };
        }
        else if (reader.ValueTextEquals("package_type"u8))
        {
            next = _record with { PackageType = JsonFields.Text(ref reader) };
        }
        else if (reader.ValueTextEquals("license"u8))
        {
            next = _record with { License = JsonFields.Text(ref reader) };
        }
        else if (reader.ValueTextEquals("license_family"u8))
        {
            next = _record with { LicenseFamily = JsonFields.Text(ref reader) };
        }
        else if (reader.ValueTextEquals("requested_specs"u8))
        {
            next = _record with { RequestedSpecs = JsonFields.Texts(ref reader) };
        }
        else if (reader.ValueTextEquals("package_tarball_full_path"u8))
        {
            next = _record with { TarballPath = JsonFields.Text(ref reader) };
        }
        else if (reader.ValueTextEquals("extracted_package_dir"u8))
        {
            next = _record with { ExtractedFolder = JsonFields.Text(ref reader) };
        }
        else if (reader.ValueTextEquals("link"u8))
        {
            next = _record with { Link = PrefixPathReader.Link(ref reader) };
        }

        _record = next ?? _record;
        return next is not null;
    }
}
