namespace Tare.Fuzz;

/// <summary>Reads the bytes given.</summary>
internal delegate void FuzzAction(ReadOnlySpan<byte> input);
