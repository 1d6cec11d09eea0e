namespace Tare.Dockerfile.Tests.Parsing;

/// <summary>What another parser makes of a text: the stretches of its instructions in UTF-16 units, and the errors it sees.</summary>
internal sealed record SecondReading(IReadOnlyList<(string Keyword, int Start, int End)> Instructions, IReadOnlyList<string> Errors);
