namespace Tare.Images.Inspection;

/// <summary>What the bytes of one cell of the account have in common.</summary>
/// <param name="Layer">Index of the layer that holds them.</param>
/// <param name="Category">Why they are waste, or that they are not.</param>
/// <param name="Cache">The cache their path lies in; for shadowed bytes it tells what they were.</param>
/// <param name="Reason">How shadowed bytes came to be so.</param>
/// <param name="By">Index of the layer that shadowed them, or -1.</param>
/// <param name="Package">Index into <see cref="PackageOwners.All"/>, or -1.</param>
/// <param name="Environment">The environment's root, an id of the path table, or -1.</param>
public readonly record struct AccountCell(
    int Layer, WasteCategory Category, WasteCategory Cache, ShadowReason Reason, int By, int Package, int Environment);
