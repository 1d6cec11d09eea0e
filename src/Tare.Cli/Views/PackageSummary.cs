using System.Text.Json;
using Tare.Archives;
using Tare.Archives.Packages;
using Tare.Conda.Records;
using Tare.Primitives;
using Tare.Primitives.Json;

namespace Tare.Cli.Views;

/// <summary>What a package archive says of itself, to show.</summary>
internal sealed class PackageSummary
{
    private readonly JsonElement _index;
    private readonly PackageInfo _info;
    private readonly IReadOnlyList<PackagePath>? _paths;
    private readonly RunExports? _exports;
    private readonly long _size;

    private PackageSummary(PackageInfo info, JsonElement index, long size) =>
        (_info, _index, _size, _paths, _exports) = (info, index, size, info.ReadPaths(), ReadExports(info));

    internal static PackageSummary Read(string path)
    {
        var info = PackageInfo.Read(path);
        try
        {
            using var document = JsonDocument.Parse(info.Get("index.json"));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new PackageSummary(info, document.RootElement.Clone(), new FileInfo(path).Length)
                : throw new ArchiveException($"`{path}` holds a malformed info/index.json");
        }
        catch (JsonException exception)
        {
            throw new ArchiveException($"`{path}` holds a malformed info/index.json", null, exception);
        }
    }

    private static RunExports? ReadExports(PackageInfo info) => info.Find(RunExports.FileName) is { } json ? RunExports.Parse(json) : RunExports.None;

    internal void Write(TextWriter output)
    {
        foreach (var property in _index.EnumerateObject())
        {
            var value = property.Value.ValueKind == JsonValueKind.Array
                ? string.Join(", ", property.Value.EnumerateArray().Select(v => v.ToString()))
                : property.Value.ToString();
            if (value.Length > 0)
            {
                output.WriteLine(Printable.Text($"{property.Name,-14} {value}"));
            }
        }

        foreach (var (kind, specs) in _exports?.Kinds ?? [])
        {
            output.WriteLine(Printable.Text($"{"run exports",-14} {kind}: {string.Join(", ", specs)}"));
        }

        output.WriteLine($"{"archive",-14} {new ByteSize(_size)}, {(_info.Format == PackageFormat.Conda ? ".conda" : ".tar.bz2")}");
        if (_paths is not null)
        {
            var known = _paths.All(p => p.Size is not null || p.Type != PackagePathType.HardLink);
            output.WriteLine($"{"files",-14} {_paths.Count}{(known ? $", {new ByteSize(_paths.Sum(p => p.Size ?? 0))}" : "")}");
            output.WriteLine($"{"with prefix",-14} {_paths.Count(p => p.PrefixPlaceholder is not null)}");
        }
    }

    internal void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("file", _info.Source);
        writer.WriteString("format", _info.Format == PackageFormat.Conda ? ".conda" : ".tar.bz2");
        writer.WriteNumber("size", _size);
        writer.WritePropertyName("index");
        _index.WriteTo(writer);
        if (_exports is not null)
        {
            writer.WritePropertyName(RunExports.Key);
            _exports.Write(writer);
        }

        writer.WriteTexts("info_files", _info.Files.Keys.Order(StringComparer.Ordinal));
        if (_paths is not null)
        {
            writer.WriteNumber("paths", _paths.Count);
        }

        writer.WriteEndObject();
    }
}
