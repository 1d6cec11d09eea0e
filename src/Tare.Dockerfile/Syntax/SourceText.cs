using System.Text;

namespace Tare.Dockerfile.Syntax;

/// <summary>
/// The text of a file with the encoding that gives its bytes back: UTF-8 with or without a byte order mark, and Latin-1, in which
/// every byte is a character, for bytes that are not UTF-8.
/// </summary>
public sealed class SourceText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly int[] _lineStarts;

    private SourceText(string text, Encoding encoding, bool hasMark)
    {
        Text = text;
        Encoding = encoding;
        HasByteOrderMark = hasMark;
        _lineStarts = FindLineStarts(text);
    }

    /// <summary>The characters, without the byte order mark.</summary>
    public string Text { get; }

    /// <summary>How the characters become bytes.</summary>
    public Encoding Encoding { get; }

    /// <summary>The file starts with the UTF-8 byte order mark.</summary>
    public bool HasByteOrderMark { get; }

    /// <summary>How many lines there are; an empty text has one.</summary>
    public int LineCount => _lineStarts.Length;

    /// <summary>What ends the first line: CR LF or LF.</summary>
    public string NewLine => _lineStarts.Length > 1 && Text[..(_lineStarts[1] - 1)].EndsWith('\r') ? "\r\n" : "\n";

    /// <summary>The text of a string.</summary>
    public static SourceText From(string text) => new(text, StrictUtf8, hasMark: false);

    /// <summary>The text of a file's bytes. <see cref="ToBytes"/> gives exactly these back.</summary>
    public static SourceText From(ReadOnlySpan<byte> bytes)
    {
        var hasMark = bytes.StartsWith(Encoding.UTF8.Preamble);
        var content = hasMark ? bytes[3..] : bytes;
        return System.Text.Unicode.Utf8.IsValid(content)
            ? new SourceText(StrictUtf8.GetString(content), StrictUtf8, hasMark)
            : new SourceText(Encoding.Latin1.GetString(content), Encoding.Latin1, hasMark);
    }

    /// <summary>The same file with other characters.</summary>
    public SourceText With(string text)
    {
        // What a fix writes may be beyond Latin-1; such a file was not valid text before, so its bytes are kept as they were read.
        return new SourceText(text, Encoding, HasByteOrderMark);
    }

    /// <summary>The bytes of the file.</summary>
    public byte[] ToBytes()
    {
        var content = Encoding.GetBytes(Text);
        return HasByteOrderMark ? [.. Encoding.UTF8.Preamble, .. content] : content;
    }

    /// <summary>The characters of a stretch.</summary>
    public ReadOnlySpan<char> Slice(TextSpan span) => Text.AsSpan(span.Start, span.Length);

    /// <summary>Where a position is.</summary>
    public LinePosition PositionOf(int position)
    {
        var index = Array.BinarySearch(_lineStarts, position);
        var line = index >= 0 ? index : ~index - 1;
        return new LinePosition(line + 1, position - _lineStarts[line] + 1);
    }

    /// <summary>A line's characters, without what ends it; lines count from 1.</summary>
    public string Line(int number)
    {
        var start = _lineStarts[number - 1];
        var end = number < _lineStarts.Length ? _lineStarts[number] : Text.Length;
        return Text[start..end].TrimEnd('\r', '\n');
    }

    /// <summary>Where a line starts; lines count from 1, and the number behind the last gives the end.</summary>
    public int LineStart(int number) => number <= _lineStarts.Length ? _lineStarts[number - 1] : Text.Length;

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = text.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = text.IndexOf('\n', i + 1))
        {
            starts.Add(i + 1);
        }

        return [.. starts];
    }
}
