using System.Collections.Frozen;
using System.Text;
using Tare.Archives.Compression;
using Tare.Conda.Linking;
using Tare.Conda.Prefixes;
using Tare.Conda.Transactions;
using Tare.Images.Bytecode;
using Tare.Primitives;

namespace Tare.Images.Building;

/// <summary>
/// What a layer of packages is known by before it is written: the digest of everything that its bytes depend on. The same package at
/// the same place under the same options has the same key in every image.
/// </summary>
internal static class LayerKey
{
    // Goes up when the same package would be written differently.
    private const int Format = 5;

    // Another version of an encoder may pack the same bytes differently: what it makes of a sample stands for it.
    private static readonly FrozenDictionary<CompressionFormat, Lazy<string>> Samples =
        Enum.GetValues<CompressionFormat>().ToFrozenDictionary(f => f, f => new Lazy<string>(() => Sample(f)));

    /// <summary>The key; <paramref name="compiled"/> are the packages whose modules are compiled in the sandbox.</summary>
    internal static Digest Of(IEnumerable<(LayerRoot Root, PackageContent Package)> packages, LayerOptions options, IReadOnlySet<PackageContent> compiled)
    {
        var text = new StringBuilder();
        Line(text, "format", $"{Format}");
        Line(text, "compression", $"{options.Compression}");
        Line(text, "encoder", Samples[options.Compression].Value);
        Line(text, "trim", string.Join(',', options.Trim.Select(t => t.Name)));
        foreach (var (root, package) in packages)
        {
            Line(text, "package", package.Sha256.ToString());
            Line(text, "prefix", root.Path);
            Line(text, "folder", root.Folder);
            Lines(text, "kept", root.Kept);
            Line(text, "python", package.Plan.IsNoarchPython ? package.Python!.ToString() : "");
            Line(text, "compiled", compiled.Contains(package) ? Compiler(package) : "");
            Line(text, "record", Digest.Of(PrefixRecordWriter.Write(new TransactionPackage(package.Record, "") { IsTemporary = true }, [], LinkType.Copy)).ToString());
            Lines(text, "left", package.Left);
            Lines(text, "place", package.Places.Select(p => $"{p.Key} {p.Value}"));
        }

        return Digest.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string Sample(CompressionFormat format)
    {
        using var packed = CompressingStream.Create(Stream.Null, format, new CompressionOptions { Threads = 1 });
        packed.Write(Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Range(0, 10_000))));
        return packed.Finish().Digest.ToString();
    }

    // Another build of Python may compile otherwise, and so may another program that asks it to.
    private static string Compiler(PackageContent package) =>
        $"{package.Environment.FirstOrDefault(p => p.Record.Name == "python")?.Sha256} {Digest.Of(Encoding.UTF8.GetBytes(PythonProcess.Program))}";

    private static void Lines(StringBuilder text, string name, IEnumerable<string> values)
    {
        foreach (var value in values.Order(StringComparer.Ordinal))
        {
            Line(text, name, value);
        }
    }

    // The length keeps values with line ends in them apart.
    private static void Line(StringBuilder text, string name, string value) => text.Append(name).Append(' ').Append(value.Length).Append(' ').Append(value).Append('\n');
}
