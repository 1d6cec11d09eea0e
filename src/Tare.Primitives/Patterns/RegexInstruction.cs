namespace Tare.Primitives.Patterns;

/// <summary>One step of a compiled expression; targets are indexes of the program.</summary>
internal readonly record struct RegexInstruction(RegexOperation Operation, int First = 0, int Second = 0, CharacterSet? Set = null);
