namespace Tare.Dockerfile.Syntax;

/// <summary>A here-document behind RUN, COPY or ADD (Dockerfile reference, "Here-Documents").</summary>
/// <param name="Name">The word that ends it.</param>
/// <param name="BodySpan">The lines between, with their line ends.</param>
/// <param name="EndSpan">The closing line; empty where the file ended first.</param>
/// <param name="Expands">Variables are replaced, because the word was not quoted.</param>
/// <param name="StripsTabs">Leading tabs go, because the operator was <c>&lt;&lt;-</c>.</param>
public sealed record Heredoc(string Name, TextSpan BodySpan, TextSpan EndSpan, bool Expands, bool StripsTabs);
