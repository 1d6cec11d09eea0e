namespace Tare.Conda.Versions;

/// <summary>Why a text is not what it should be, and the character where that shows.</summary>
/// <param name="Reason">What is wrong, without a full stop: <c>invalid character(s)</c>.</param>
/// <param name="Position">Index of the character in the text, from 0; the text's length where something is missing at its end.</param>
public readonly record struct SyntaxFault(string Reason, int Position)
{
    internal SyntaxFault Shifted(int by) => new(Reason, Position + by);
}
