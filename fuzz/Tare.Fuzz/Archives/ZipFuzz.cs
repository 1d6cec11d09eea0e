using Tare.Archives.Zip;

namespace Tare.Fuzz.Archives;

/// <summary>The zip reader in both directions: as a stream, and by its directory.</summary>
internal static class ZipFuzz
{
    internal static readonly FuzzTarget Target = new("zip", Run, () => [Seed(), Seeds.Package(".conda")]);

    private static byte[] Seed()
    {
        using var output = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(output, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            using var content = zip.CreateEntry("deflated.txt").Open();
            content.Write(new byte[500]);
        }

        return output.ToArray();
    }

    private static void Run(ReadOnlySpan<byte> input)
    {
        var bytes = input.ToArray();
        var buffer = new byte[4096];
        Tare.Primitives.TareException? first = null;
        try
        {
            using var reader = new ZipReader(new MemoryStream(bytes), "input", () => ZipDirectory.Read(new MemoryStream(bytes), "input"));
            while (reader.Next() is not null)
            {
                Drain(reader.OpenContent(), buffer);
            }
        }
        catch (Tare.Primitives.TareException exception)
        {
            first = exception;
        }

        var archive = new MemoryStream(bytes);
        foreach (var member in ZipDirectory.Read(archive, "input").Members.Take(100))
        {
            Drain(ZipDirectory.OpenMember(archive, member, "input"), buffer);
        }

        if (first is not null)
        {
            throw first;
        }
    }

    private static void Drain(Stream content, byte[] buffer)
    {
        for (int read, sum = 0; sum < 1 << 24 && (read = content.Read(buffer)) > 0; sum += read)
        {
        }
    }
}
