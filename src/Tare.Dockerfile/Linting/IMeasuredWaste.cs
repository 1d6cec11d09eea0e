namespace Tare.Dockerfile.Linting;

/// <summary>The bytes that an image built from the file wastes.</summary>
public interface IMeasuredWaste
{
    /// <summary>The wasted bytes of the layers made by an instruction, or null where no layer of the image can be said to be its.</summary>
    /// <param name="instruction">The instruction as the image's history tells it: the command without RUN and its options.</param>
    /// <param name="categories">Which kinds of waste; see the table in docs/concepts/waste.md.</param>
    long? BytesOf(string instruction, params ReadOnlySpan<string> categories);
}
