namespace Tare.Archives.Tests;

/// <summary>Bytes to archive.</summary>
internal static class Samples
{
    private static readonly string[] Words =
        ["import", "numpy", "def", "return", "self", "lambda", "class", "None", "0x7f", "array", "    ", "\n", "zzzzzzzzzzzz", "="];

    /// <summary>So many bytes that compress about as source code does, always the same.</summary>
    internal static byte[] Text(int length)
    {
        var random = new Random(length);
        var bytes = new List<byte>(length + 16);
        while (bytes.Count < length)
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(Words[random.Next(Words.Length)]));
            bytes.Add((byte)random.Next(' ', '~'));
        }

        return bytes.Take(length).ToArray();
    }
}
