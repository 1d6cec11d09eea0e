using Tare.Conda.Repodata.Indexing;

namespace Tare.Conda.Repodata;

/// <summary>How a package list is read.</summary>
/// <param name="TarBz2Only">Leave out `packages.conda` (conda's `use_only_tar_bz2`).</param>
/// <param name="Source">The state of the file that an index is made from; the index is good for that state only.</param>
internal readonly record struct RepodataReadOptions(bool TarBz2Only = false, SourceStamp Source = default);
