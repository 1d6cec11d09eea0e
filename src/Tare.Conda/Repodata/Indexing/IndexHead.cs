namespace Tare.Conda.Repodata.Indexing;

/// <summary>What an index says about itself, besides packages.</summary>
/// <param name="Info">What the list says about itself.</param>
/// <param name="Source">The state of the list that the index is made from.</param>
/// <param name="Skipped">How many records of the list are no packages.</param>
internal sealed record IndexHead(RepodataInfo Info, SourceStamp Source, int Skipped);
