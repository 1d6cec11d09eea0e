using System.Buffers;
using System.Text.Encodings.Web;

namespace Tare.Cli.Views;

/// <summary>
/// Writes the lone surrogates that stand for bytes outside UTF-8 as <c>\udcXX</c>, as Python does; everything else as
/// <see cref="JavaScriptEncoder.UnsafeRelaxedJsonEscaping"/> would.
/// </summary>
internal sealed class SurrogateEscapes : JavaScriptEncoder
{
    private static readonly JavaScriptEncoder Usual = UnsafeRelaxedJsonEscaping;

    public override int MaxOutputCharactersPerInputCharacter => 12;

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) => Usual.FindFirstCharacterToEncode(text, textLength);

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        Usual.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);

    public override bool WillEncode(int unicodeScalar) => Usual.WillEncode(unicodeScalar);

    public override OperationStatus Encode(ReadOnlySpan<char> source, Span<char> destination, out int charsConsumed, out int charsWritten, bool isFinalBlock = true)
    {
        charsConsumed = 0;
        charsWritten = 0;
        while (charsConsumed < source.Length)
        {
            var rest = source[charsConsumed..];
            var lone = LoneSurrogateIn(rest);
            var status = Usual.Encode(rest[..lone], destination[charsWritten..], out var consumed, out var written, isFinalBlock);
            charsConsumed += consumed;
            charsWritten += written;
            if (status != OperationStatus.Done)
            {
                return status;
            }

            if (lone == rest.Length)
            {
                break;
            }

            if (!destination[charsWritten..].TryWrite($"\\u{(int)rest[lone]:x4}", out written))
            {
                return OperationStatus.DestinationTooSmall;
            }

            charsConsumed++;
            charsWritten += written;
        }

        return OperationStatus.Done;
    }

    private static int LoneSurrogateIn(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return i;
            }
        }

        return text.Length;
    }
}
