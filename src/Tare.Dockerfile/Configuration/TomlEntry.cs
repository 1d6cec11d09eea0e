using System.Globalization;

namespace Tare.Dockerfile.Configuration;

/// <summary>A <c>key = value</c> of a TOML file with its place.</summary>
/// <param name="Table">The table it stands in; empty before the first.</param>
/// <param name="Key">The key.</param>
/// <param name="Values">The strings or the bare word of the value, an array's each.</param>
/// <param name="Place">File and line, for messages.</param>
internal sealed record TomlEntry(string Table, string Key, IReadOnlyList<TomlValue> Values, string Place)
{
    internal IReadOnlyList<string> Strings() => Values.All(v => v.IsString) ? [.. Values.Select(v => v.Text)] : throw Error("takes strings in quotation marks");

    internal int Number() => Values is [{ IsString: false } value] && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw Error("takes a number");

    internal DockerfileException Error(string what) => new($"{Place}: `{Key}` {what}", "see docs/rules/README.md");
}
