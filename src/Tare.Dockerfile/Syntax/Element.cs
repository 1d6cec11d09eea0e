namespace Tare.Dockerfile.Syntax;

/// <summary>
/// A piece of a Dockerfile. The elements of a file lie end to end and cover it whole, so that their stretches put together are
/// the file again.
/// </summary>
/// <param name="Span">The piece with the line end that closes it.</param>
public abstract record Element(TextSpan Span);
