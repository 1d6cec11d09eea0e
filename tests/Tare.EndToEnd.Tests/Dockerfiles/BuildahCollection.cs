namespace Tare.EndToEnd.Tests.Dockerfiles;

/// <summary>Tests that build in one store, one after the other.</summary>
[CollectionDefinition(nameof(BuildahStore))]
public sealed class BuildahCollection : ICollectionFixture<BuildahStore>;
