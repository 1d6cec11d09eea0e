namespace Tare.Archives.Tar;

/// <summary>An extended attribute, kept in the pax record <c>SCHILY.xattr.NAME</c> as star, GNU tar and Docker do.</summary>
/// <param name="Name">With its class: <c>security.capability</c>, <c>user.mime_type</c>.</param>
/// <param name="Value">The bytes, which may hold NUL.</param>
public sealed record TarAttribute(string Name, ReadOnlyMemory<byte> Value);
