using System.Text.Json;

namespace Tare.Conda.Repodata.MessagePack;

/// <summary>Writes MessagePack values as JSON: bytes as hexadecimal digits, as package lists have their hashes; extensions as null.</summary>
internal static class MessagePackJson
{
    private const int Deepest = 64;

    /// <summary>Reads one value and writes it.</summary>
    /// <exception cref="MessagePackException">The bytes are no MessagePack, or keys of a map are no texts.</exception>
    public static void Copy(ref MessagePackReader reader, Utf8JsonWriter writer) => Copy(ref reader, writer, Deepest);

    private static void Copy(ref MessagePackReader reader, Utf8JsonWriter writer, int depth)
    {
        if (depth == 0)
        {
            throw reader.Error("is nested too deep");
        }

        switch (reader.Peek())
        {
            case MessagePackKind.Boolean:
                writer.WriteBooleanValue(reader.ReadBoolean());
                break;
            case MessagePackKind.Integer:
                Write(reader.ReadInteger(), writer);
                break;
            case MessagePackKind.Float when reader.ReadFloat() is var number && double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case MessagePackKind.Float:
                writer.WriteNullValue();
                break;
            case MessagePackKind.Text:
                writer.WriteStringValue(reader.ReadText());
                break;
            case MessagePackKind.Binary:
                writer.WriteStringValue(Convert.ToHexStringLower(reader.ReadBinary()));
                break;
            case MessagePackKind.Array:
                CopyArray(ref reader, writer, depth);
                break;
            case MessagePackKind.Map:
                CopyMap(ref reader, writer, depth);
                break;
            default:
                reader.Skip();
                writer.WriteNullValue();
                break;
        }
    }

    private static void Write(Int128 number, Utf8JsonWriter writer)
    {
        if (number >= 0)
        {
            writer.WriteNumberValue((ulong)number);
        }
        else
        {
            writer.WriteNumberValue((long)number);
        }
    }

    private static void CopyArray(ref MessagePackReader reader, Utf8JsonWriter writer, int depth)
    {
        writer.WriteStartArray();
        for (var left = reader.ReadArray(); left > 0; left--)
        {
            Copy(ref reader, writer, depth - 1);
        }

        writer.WriteEndArray();
    }

    private static void CopyMap(ref MessagePackReader reader, Utf8JsonWriter writer, int depth)
    {
        writer.WriteStartObject();
        for (var left = reader.ReadMap(); left > 0; left--)
        {
            writer.WritePropertyName(reader.ReadText());
            Copy(ref reader, writer, depth - 1);
        }

        writer.WriteEndObject();
    }
}
