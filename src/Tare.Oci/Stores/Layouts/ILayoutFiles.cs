using Tare.Oci.Layers;

namespace Tare.Oci.Stores.Layouts;

/// <summary>The files of an OCI image layout, in a folder or in a tar.</summary>
internal interface ILayoutFiles : IBlobSource, IDisposable
{
    /// <summary>A small file of the layout's top, or null where it is missing.</summary>
    ReadOnlyMemory<byte>? Read(string name);
}
