namespace Tare.Images.Scanning;

/// <summary>Is shown the content of the files it asks for, in the one pass that is made over each layer. Called from several threads.</summary>
public interface IContentReader
{
    /// <summary>Whether the content of a file is of interest; the path is as the layer writes it.</summary>
    bool Wants(ReadOnlySpan<byte> path, long size);

    /// <summary>The content, valid during the call.</summary>
    void Take(ContentPlace place, ReadOnlySpan<byte> content);
}
