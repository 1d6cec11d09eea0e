namespace Tare.Conda.Cleaning;

/// <summary>
/// Tells records that cannot name any of some paths without parsing them: a path that JSON writes as it is must stand there between
/// quotes.
/// </summary>
internal sealed class RecordSearch(IEnumerable<string> paths)
{
    private readonly byte[][] _quoted = [.. paths.Select(p => System.Text.Encoding.UTF8.GetBytes($"\"{p}\""))];

    // Escapes may hide a path that is not plain.
    private readonly bool _isPlain = paths.All(IsPlain);
    private byte[] _buffer = [];

    /// <summary>The record must be read to know.</summary>
    internal bool MayName(string record)
    {
        if (!_isPlain)
        {
            return true;
        }

        using var file = File.OpenHandle(record);
        var length = (int)Math.Min(RandomAccess.GetLength(file), Array.MaxLength);
        if (_buffer.Length < length)
        {
            _buffer = GC.AllocateUninitializedArray<byte>(length + (length / 4));
        }

        var read = 0;
        for (int count; read < length && (count = RandomAccess.Read(file, _buffer.AsSpan(read, length - read), read)) > 0; read += count)
        {
        }

        var text = _buffer.AsSpan(0, read);
        foreach (var quoted in _quoted)
        {
            if (text.IndexOf(quoted) >= 0)
            {
                return true;
            }
        }

        // `\/` is another way to write a slash, and no tool does.
        return text.IndexOf("\\/"u8) >= 0;
    }

    private static bool IsPlain(string path) => path.All(c => c is > ' ' and < '\x7f' and not ('"' or '\\' or '<' or '>' or '&' or '\'' or '+' or '`'));
}
