using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Tare.Primitives;

namespace Tare.Oci.References;

/// <summary>
/// An image in a registry: <c>host[:port]/repository[:tag][@digest]</c>, with Docker's rules for short names (distribution/reference):
/// without a host it is Docker Hub's, and there one word stands for <c>library/word</c>.
/// </summary>
/// <param name="Host">Host and optional port; <c>docker.io</c> is Docker Hub.</param>
/// <param name="Repository">The path in the registry, lower case.</param>
/// <param name="Tag">The tag; null only where a digest is given alone.</param>
/// <param name="Digest">The digest of the manifest or index; it wins over the tag.</param>
public readonly partial record struct RegistryReference(string Host, string Repository, string? Tag, Digest? Digest)
{
    private const string DockerHub = "docker.io";
    private const string Library = "library/";

    /// <summary>What the registry's API calls the manifest: the digest where there is one, else the tag.</summary>
    public string ManifestName => Digest?.ToString() ?? Tag ?? "latest";

    /// <summary>The host that answers the API: Docker Hub's is not its name.</summary>
    public string ApiHost => Host == DockerHub ? "registry-1.docker.io" : Host;

    /// <summary>The short form that people write: <c>debian:12</c>, <c>user/app:1</c>, <c>quay.io/org/app:1</c>.</summary>
    public string Familiar
    {
        get
        {
            var name = Host != DockerHub ? $"{Host}/{Repository}"
                : Repository.StartsWith(Library, StringComparison.Ordinal) ? Repository[Library.Length..]
                : Repository;
            return name + Suffix;
        }
    }

    private string Suffix => (Tag is null ? "" : ":" + Tag) + (Digest is { } digest ? "@" + digest : "");

    /// <summary>Reads a reference; <see cref="InvalidReferenceException"/> says what is wrong with it.</summary>
    public static RegistryReference Parse(string text) =>
        Read(text, out var reference) is { } defect ? throw new InvalidReferenceException(text, defect, HintFor(defect)) : reference;

    /// <summary>Reads a reference.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RegistryReference reference)
    {
        reference = default;
        return text is not null && Read(text, out reference) is null;
    }

    /// <summary>The canonical form, with host and tag: <c>docker.io/library/debian:12</c>.</summary>
    public override string ToString() => $"{Host}/{Repository}{Suffix}";

    private static string? Read(string text, out RegistryReference reference)
    {
        reference = default;
        var rest = text;
        Digest? digest = null;
        if (rest.IndexOf('@', StringComparison.Ordinal) is var at and >= 0)
        {
            if (!Primitives.Digest.TryParse(rest[(at + 1)..], out var parsed))
            {
                return "what follows `@` is not a sha256 digest";
            }

            digest = parsed;
            rest = rest[..at];
        }

        string? tag = null;
        if (rest.LastIndexOf(':') is var colon and >= 0 && !rest[colon..].Contains('/', StringComparison.Ordinal))
        {
            tag = rest[(colon + 1)..];
            rest = rest[..colon];
            if (!TagPattern().IsMatch(tag))
            {
                return "a tag is at most 128 letters, digits, `_`, `.` and `-`, and starts with none of the last two";
            }
        }

        var (host, repository) = SplitHost(rest);
        if (host.Length > 255 || !HostPattern().IsMatch(host))
        {
            return $"`{host}` is not a host";
        }

        if (repository.Length is 0 or > 255 || !RepositoryPattern().IsMatch(repository))
        {
            return repository.Any(char.IsUpper) ? "a repository is written in lower case" : "the repository's name is not valid";
        }

        reference = new RegistryReference(host, repository, tag ?? (digest is null ? "latest" : null), digest);
        return null;
    }

    private static (string Host, string Repository) SplitHost(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : name[..slash];
        var hasHost = first == "localhost" || first.AsSpan().ContainsAny('.', ':') || first.Any(char.IsUpper);
        var host = hasHost ? first : DockerHub;
        var repository = hasHost ? name[(slash + 1)..] : name;
        host = host is "index.docker.io" or "registry-1.docker.io" ? DockerHub : host;
        return (host, host == DockerHub && !repository.Contains('/', StringComparison.Ordinal) && repository.Length > 0 ? Library + repository : repository);
    }

    private static string? HintFor(string defect) => defect.Contains("lower case", StringComparison.Ordinal)
        ? "write the repository in lower case"
        : "references look like `debian:12`, `quay.io/org/app@sha256:…`, `oci:folder:tag` or `docker-archive:file.tar`";

    [GeneratedRegex(@"\A(?:\[[0-9a-fA-F:]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?)(?::[0-9]{1,5})?\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HostPattern();

    [GeneratedRegex(@"\A[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RepositoryPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TagPattern();
}
