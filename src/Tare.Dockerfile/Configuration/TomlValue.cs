namespace Tare.Dockerfile.Configuration;

/// <summary>A string, or a bare word such as a number or a truth value.</summary>
internal readonly record struct TomlValue(string Text, bool IsString);
