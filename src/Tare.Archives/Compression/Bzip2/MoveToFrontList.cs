using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tare.Archives.Compression.Bzip2;

/// <summary>
/// The bytes of a block's alphabet, the one used last in front. Most that are asked for are among the first sixteen, which one vector
/// holds: taking one of them is a shuffle, whatever its place, where a loop would be mispredicted.
/// </summary>
internal sealed class MoveToFrontList
{
    private const int Near = 16;
    private static readonly Vector128<byte>[] Turns = [.. Enumerable.Range(0, Near).Select(Turn)];
    private readonly byte[] _far = new byte[256];
    private Vector128<byte> _near;

    /// <summary>The byte used last.</summary>
    internal byte First => _near.ToScalar();

    /// <summary>Starts with these bytes, at most 256, in this order.</summary>
    internal void Fill(ReadOnlySpan<byte> bytes)
    {
        Span<byte> all = stackalloc byte[256];
        all.Clear();
        bytes.CopyTo(all);
        _near = Vector128.Create(all[..Near]);
        all[Near..].CopyTo(_far);
    }

    /// <summary>The byte at a place below 256, which then comes to the front.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal byte Take(int place)
    {
        if (place < Near)
        {
            _near = Vector128.ShuffleNative(_near, Turns[place]);
            return _near.ToScalar();
        }

        return TakeFar(place - Near);
    }

    private byte TakeFar(int place)
    {
        var value = _far[place];
        _far.AsSpan(0, place).CopyTo(_far.AsSpan(1));
        _far[0] = _near.GetElement(Near - 1);
        _near = Vector128.ShuffleNative(_near, Turns[Near - 1]).WithElement(0, value);
        return value;
    }

    // From where each of the sixteen comes when the one at a place comes to the front.
    private static Vector128<byte> Turn(int place)
    {
        Span<byte> from = stackalloc byte[Near];
        for (var i = 0; i < Near; i++)
        {
            from[i] = (byte)(i == 0 ? place : i <= place ? i - 1 : i);
        }

        return Vector128.Create((ReadOnlySpan<byte>)from);
    }
}
