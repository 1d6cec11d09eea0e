using System.Text.Json;
using Tare.Primitives.Files;
using Tare.Primitives.Json;

namespace Tare.Conda.Transactions;

/// <summary>
/// What is left to do once everything new lies ready in the staging folder. It is written in one step; from then on the change is
/// finished, by this process or the next. Before that it is undone by removing the staging folder.
/// </summary>
/// <param name="Remove">Paths below the environment that go.</param>
/// <param name="Place">Paths below the environment that come out of the staging folder.</param>
internal sealed record TransactionJournal(IReadOnlyList<string> Remove, IReadOnlyList<string> Place)
{
    private const int Version = 1;

    internal static TransactionJournal? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            return root.GetProperty("version").GetInt32() == Version
                ? new TransactionJournal(Paths(root.GetProperty("remove")), Paths(root.GetProperty("place")))
                : throw new TransactionException($"`{path}` was written by a newer version of tare", "finish the change with that version");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new TransactionException($"`{path}` is damaged", "remove the folder it lies in, then run `tare doctor`", exception);
        }
    }

    internal void Write(string path)
    {
        var document = JsonWriting.Bytes(JsonWriting.Compact, writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", Version);
            writer.WriteTexts("remove", Remove);
            writer.WriteTexts("place", Place);
            writer.WriteEndObject();
        });
        AtomicFile.Write(path, document.Span);
    }

    private static string[] Paths(JsonElement element) =>
        [.. element.EnumerateArray().Select(e => e.GetString() ?? "").Where(RecordPath.IsInside)];
}
