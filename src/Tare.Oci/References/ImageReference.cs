using System.Diagnostics.CodeAnalysis;

namespace Tare.Oci.References;

/// <summary>
/// Where an image is, or goes: <c>docker://host/repo:tag</c>, <c>oci:folder[:name]</c>, <c>oci-archive:file[:name]</c>,
/// <c>docker-archive:file[:name|:@number]</c>. A bare name is a registry's; a bare path is recognised by its content.
/// </summary>
/// <param name="Transport">The kind of place.</param>
/// <param name="Path">The folder or file; empty for a registry.</param>
/// <param name="Name">The image inside the folder or file; null for the only one.</param>
/// <param name="Registry">The image in a registry; null for a folder or file.</param>
public readonly record struct ImageReference(Transport Transport, string Path, string? Name, RegistryReference? Registry)
{
    private static readonly (string Prefix, Transport Transport)[] Prefixes =
    [
        ("docker://", Transport.Registry),
        ("oci:", Transport.Layout),
        ("oci-archive:", Transport.OciArchive),
        ("docker-archive:", Transport.DockerArchive),
    ];

    // Skopeo's other transports. The first two are nobody's repository; the others could be one, such as `dir:latest`.
    private static readonly string[] OtherTransports = ["docker-daemon:", "containers-storage:", "dir:", "sif:", "ostree:", "tarball:"];

    /// <summary>The reference of an image in a registry.</summary>
    public static ImageReference Of(RegistryReference registry) => new(Transport.Registry, "", null, registry);

    /// <summary>Reads where an image is. <paramref name="recognise"/> tells what lies at a path, or null where nothing known does.</summary>
    public static ImageReference ParseSource(string text, Func<string, Transport?> recognise)
    {
        if (TryPrefixed(text, out var reference))
        {
            return reference;
        }

        if (recognise(text) is { } whole)
        {
            return new ImageReference(whole, text, null, null);
        }

        if (text.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 && LooksLikePath(text) && recognise(text[..colon]) is { } named)
        {
            return new ImageReference(named, text[..colon], text[(colon + 1)..], null);
        }

        return LooksLikePath(text)
            ? throw new ImageNotFoundException($"there is no image at `{text}`", "give a folder in the OCI layout, or an archive of `docker save` or `skopeo copy`")
            : Of(RegistryReference.Parse(text));
    }

    /// <summary>
    /// Reads where an image goes: as <see cref="ParseSource"/>, but a path need not exist: one that ends in <c>.tar</c> becomes an
    /// archive, any other path a folder.
    /// </summary>
    public static ImageReference ParseTarget(string text, Func<string, bool> folderExists)
    {
        if (TryPrefixed(text, out var reference))
        {
            return reference;
        }

        var (path, name) = LooksLikePath(text) && text.IndexOf(".tar:", StringComparison.Ordinal) is var end and > 0
            ? (text[..(end + 4)], text[(end + 5)..])
            : (text, null);
        return path.EndsWith(".tar", StringComparison.Ordinal) ? new ImageReference(Transport.OciArchive, path, name, null)
            : LooksLikePath(text) || folderExists(text) ? new ImageReference(Transport.Layout, text, null, null)
            : Of(RegistryReference.Parse(text));
    }

    /// <summary>Reads a reference that names its transport, or a registry's; nothing on disk is looked at.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ImageReference reference)
    {
        reference = default;
        try
        {
            if (text is null)
            {
                return false;
            }

            reference = TryPrefixed(text, out var prefixed) ? prefixed : Of(RegistryReference.Parse(text));
            return true;
        }
        catch (InvalidReferenceException)
        {
            return false;
        }
    }

    /// <summary>The form with its transport, which reads back to the same value.</summary>
    public override string ToString()
    {
        var self = this;
        return Array.Find(Prefixes, p => p.Transport == self.Transport).Prefix + (Registry?.ToString() ?? (Name is null ? Path : $"{Path}:{Name}"));
    }

    private static bool TryPrefixed(string text, out ImageReference reference)
    {
        reference = default;
        foreach (var (prefix, transport) in Prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
            {
                var rest = text[prefix.Length..];
                reference = transport == Transport.Registry ? Of(RegistryReference.Parse(rest)) : ReadPath(text, transport, rest);
                return true;
            }
        }

        var other = Array.Find(OtherTransports, t => text.StartsWith(t, StringComparison.Ordinal));
        return other is not null && (Array.IndexOf(OtherTransports, other) < 2 || !RegistryReference.TryParse(text, out _))
            ? throw new InvalidReferenceException(
                text,
                $"Tare does not read `{other}`",
                "export the image first: `docker save -o image.tar NAME`, `podman save -o image.tar NAME`, or `skopeo copy` to `oci:folder`")
            : false;
    }

    // As skopeo: the path ends at the first colon, so that names may hold colons.
    private static ImageReference ReadPath(string text, Transport transport, string rest)
    {
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        var path = colon < 0 ? rest : rest[..colon];
        var name = colon < 0 ? null : rest[(colon + 1)..];
        if (path.Length == 0 || name is { Length: 0 } || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new InvalidReferenceException(text, path.Length == 0 ? "the path is missing" : "the name after the colon is missing");
        }

        return new ImageReference(transport, path, name, null);
    }

    private static bool LooksLikePath(string text) => text is "." or ".." || text.StartsWith('/')
        || text.StartsWith("./", StringComparison.Ordinal) || text.StartsWith("../", StringComparison.Ordinal) || text.EndsWith(".tar", StringComparison.Ordinal)
        || text.EndsWith('/');
}
