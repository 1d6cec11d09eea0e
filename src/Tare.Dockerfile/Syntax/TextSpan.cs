namespace Tare.Dockerfile.Syntax;

/// <summary>A stretch of a <see cref="SourceText"/>, in characters.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The first character behind the stretch.</summary>
    public int End => Start + Length;

    /// <summary>The stretch between two positions.</summary>
    public static TextSpan Between(int start, int end) => new(start, end - start);

    /// <summary>The position lies inside.</summary>
    public bool Contains(int position) => position >= Start && position < End;

    /// <inheritdoc/>
    public override string ToString() => $"[{Start}..{End})";
}
