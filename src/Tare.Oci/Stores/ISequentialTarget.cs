namespace Tare.Oci.Stores;

/// <summary>A target whose bytes depend on the order in which it is given blobs; it is given one at a time, in the image's order.</summary>
public interface ISequentialTarget : IImageTarget;
