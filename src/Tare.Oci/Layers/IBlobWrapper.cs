namespace Tare.Oci.Layers;

/// <summary>A source that passes through what another one has: for counting, say.</summary>
public interface IBlobWrapper : IBlobSource
{
    /// <summary>The source behind this one.</summary>
    IBlobSource Inner { get; }

    /// <summary>The source that has the bytes in the end.</summary>
    static IBlobSource Innermost(IBlobSource source)
    {
        while (source is IBlobWrapper wrapper)
        {
            source = wrapper.Inner;
        }

        return source;
    }
}
