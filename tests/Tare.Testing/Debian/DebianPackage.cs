namespace Tare.Testing.Debian;

/// <summary>A binary package of the distribution, as its archive lists it.</summary>
internal sealed record DebianPackage(string Name, string Version, bool IsArchitectureIndependent)
{
    internal IReadOnlyList<IReadOnlyList<DebianDependency>> Depends { get; init; } = [];

    internal string Summary { get; init; } = "";

    internal string Home { get; init; } = "";

    internal static DebianPackage From(IReadOnlyDictionary<string, string> fields) =>
        new(fields["Package"], fields["Version"], fields.GetValueOrDefault("Architecture") == "all")
        {
            Depends = [.. DebianDependency.ParseAll(fields.GetValueOrDefault("Pre-Depends")), .. DebianDependency.ParseAll(fields.GetValueOrDefault("Depends"))],
            Summary = (fields.GetValueOrDefault("Description") ?? fields.GetValueOrDefault("Description-en") ?? "").Split('\n')[0],
            Home = fields.GetValueOrDefault("Homepage") ?? "",
        };
}
