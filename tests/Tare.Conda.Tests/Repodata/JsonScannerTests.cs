using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Tare.Conda.Repodata.Json;

namespace Tare.Conda.Tests.Repodata;

public sealed class JsonScannerTests
{
    private static readonly Gen<string> Text = Gen.Char["{}\"\\[]:,ab\né "].Array[0, 90].Select(c => new string(c));

    private static readonly Gen<JsonNode> Node = Gen.Recursive<JsonNode>((depth, node) => depth > 3
        ? Text.Select(t => (JsonNode)JsonValue.Create(t))
        : Gen.OneOf(
            Text.Select(t => (JsonNode)JsonValue.Create(t)),
            Gen.Int.Select(i => (JsonNode)JsonValue.Create(i)),
            node.Array[0, 4].Select(a => (JsonNode)new JsonArray([.. a.Select(n => n.DeepClone())])),
            Gen.Select(Text, node).Array[0, 4].Select(Object)));

    private static JsonNode Object((string Name, JsonNode Value)[] fields) =>
        new JsonObject(fields.DistinctBy(f => f.Name).Select(f => KeyValuePair.Create(f.Name, (JsonNode?)f.Value.DeepClone())));

    [Fact]
    public void The_end_of_an_object_is_where_a_parser_finds_it() =>
        Gen.Select(Node.Array[0, 6], Gen.Bool, Text).Sample((nodes, isIndented, behind) =>
        {
            var json = Object([.. nodes.Select((n, i) => ($"{i}", n))]).ToJsonString(new JsonSerializerOptions
            {
                WriteIndented = isIndented,
                Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            });
            var bytes = Encoding.UTF8.GetBytes(json);
            return Skip([.. bytes, .. Encoding.UTF8.GetBytes(behind)]) == bytes.Length;
        });

    [Fact]
    public void Any_bytes_end_with_a_bracket_or_nowhere() =>
        Gen.Byte.Array[0, 500].Sample(bytes => Skip([(byte)'{', .. bytes]) is var end && (end == -1 || bytes[end - 2] is (byte)'}' or (byte)']'));

    private static int Skip(byte[] json)
    {
        var scanner = new JsonScanner(json, 0);
        return scanner.TrySkip() ? scanner.Position : -1;
    }
}
