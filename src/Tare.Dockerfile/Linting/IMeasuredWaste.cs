namespace Tare.Dockerfile.Linting;

/// <summary>The bytes that an image built from the file wastes.</summary>
public interface IMeasuredWaste
{
    /// <summary>The wasted bytes of the layers made by an instruction, or null where no layer of the image can be said to be its.</summary>
    /// <param name="instruction">The RUN's script on one line, its words joined by single spaces.</param>
    /// <param name="categories">Which kinds of waste; see the table in docs/concepts/waste.md.</param>
    long? BytesOf(string instruction, IReadOnlyList<string> categories);
}
