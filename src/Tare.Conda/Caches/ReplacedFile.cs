namespace Tare.Conda.Caches;

/// <summary>A file in an environment that a conda tool may have set aside.</summary>
/// <param name="Path">Where.</param>
/// <param name="Original">The path without the suffix; null where the suffix is conda's or mamba's own trash mark.</param>
/// <param name="Size">Bytes that go with it: 0 where it has other names.</param>
public sealed record ReplacedFile(string Path, string? Original, long Size);
