namespace Tare.Conda.Repodata.Indexing;

/// <summary>What a package list says about itself; empty texts where it says nothing.</summary>
/// <param name="Subdir">The platform, such as <c>linux-64</c>.</param>
/// <param name="BaseUrl">Where the archives are, when not beside the list (CEP 15).</param>
internal sealed record RepodataInfo(string Subdir, string BaseUrl);
