namespace Tare.Images.Scanning;

/// <summary>Where a file is: which layer, which entry of it, and the path it has there.</summary>
/// <param name="Layer">Index of the layer, the base is 0.</param>
/// <param name="Entry">Index of the entry in the layer.</param>
/// <param name="Path">An id of the image's path table.</param>
public readonly record struct ContentPlace(int Layer, int Entry, int Path);
