using System.Text.Json;
using Tare.Archives.Packages;
using Tare.Cli.Terminals;
using Tare.Primitives;

namespace Tare.Cli.Views;

/// <summary>Shows packages that were unpacked.</summary>
internal static class PackageView
{
    internal static void Write(Terminal terminal, IReadOnlyList<ExtractedPackage> packages, bool quiet)
    {
        foreach (var package in packages)
        {
            foreach (var problem in package.Problems)
            {
                terminal.Error.WriteLine($"warning: `{package.Folder}`: {problem}");
            }

            if (!quiet)
            {
                terminal.Output.WriteLine(
                    $"{package.Folder}: {Grammar.Count(package.Files.Count, "file")}, {new ByteSize(package.Archive.UncompressedSize)} from {new ByteSize(package.Archive.Size)}");
            }
        }
    }

    internal static void WriteJson(Utf8JsonWriter writer, IReadOnlyList<ExtractedPackage> packages)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("packages");
        foreach (var package in packages)
        {
            writer.WriteStartObject();
            writer.WriteString("folder", package.Folder);
            writer.WriteNumber("files", package.Files.Count);
            writer.WriteNumber("size", package.Archive.Size);
            writer.WriteNumber("uncompressed_size", package.Archive.UncompressedSize);
            writer.WriteString("sha256", package.Archive.Sha256?.Hex);
            writer.WriteStartArray("problems");
            foreach (var problem in package.Problems)
            {
                writer.WriteStringValue(problem);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
