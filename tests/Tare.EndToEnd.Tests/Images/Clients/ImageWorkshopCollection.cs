namespace Tare.EndToEnd.Tests.Images.Clients;

/// <summary>Tests that share one workshop run one after another.</summary>
[CollectionDefinition(nameof(ImageWorkshop))]
public sealed class ImageWorkshopCollection : ICollectionFixture<ImageWorkshop>;
