namespace Tare.Primitives.Patterns;

/// <summary>Why a text is no regular expression.</summary>
/// <param name="Message">What is wrong, as the end of a sentence.</param>
/// <param name="Offset">Where, in UTF-16 units from the start.</param>
public readonly record struct RegexFault(string Message, int Offset);
