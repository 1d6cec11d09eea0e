using System.Buffers.Binary;

namespace Tare.Conda.Versions;

/// <summary>Walks the key of a version atom by atom, filling what is missing with zeros as conda does.</summary>
internal ref struct VersionAtoms
{
    private readonly ReadOnlySpan<byte> _key;
    private int _position;
    private bool _isAtStart = true;

    internal VersionAtoms(ReadOnlySpan<byte> key)
    {
        _key = key;
        Epoch = ReadAtom();
        _isAtStart = true;
    }

    /// <summary>The bytes of the epoch; empty for 0, as every zero is.</summary>
    internal ReadOnlySpan<byte> Epoch { get; }

    /// <summary>The next atom of this component as it is in the key; empty where it is 0 or missing.</summary>
    internal ReadOnlySpan<byte> Next()
    {
        var c = _key[_position];
        if (c is VersionKey.ZeroBeforeWord or VersionKey.ZeroBeforePost)
        {
            _position++;
            _isAtStart = false;
            return [];
        }

        return c is VersionKey.End or VersionKey.EmptyBelow or VersionKey.EmptyAbove ? [] : ReadAtom();
    }

    /// <summary>All that is left of this component is zeros.</summary>
    internal readonly bool IsAtEndOfComponent => _key[_position] is VersionKey.End or VersionKey.EmptyBelow or VersionKey.EmptyAbove;

    /// <summary>Goes to the next component; past the last one there is always one more, and it is 0.</summary>
    internal void NextComponent()
    {
        if (_isAtStart)
        {
            if (_key[_position] == VersionKey.End)
            {
                return;
            }

            if (IsAtEndOfComponent)
            {
                _position++;
                return;
            }
        }

        while (_key[_position] != VersionKey.End)
        {
            Next();
        }

        _position++;
        _isAtStart = true;
    }

    /// <summary>Goes to the local version, from anywhere in the main one.</summary>
    internal void ToLocal()
    {
        while (!(_isAtStart && _key[_position] == VersionKey.End))
        {
            NextComponent();
        }

        _position++;
    }

    /// <summary>The length of the key up to the local version.</summary>
    internal int LengthOfMain()
    {
        ToLocal();
        return _position;
    }

    private ReadOnlySpan<byte> ReadAtom()
    {
        var start = _position;
        var c = _key[_position];
        _isAtStart = false;
        _position += c switch
        {
            < VersionKey.ZeroBeforeWord => _key[start..].IndexOf(VersionKey.WordEnd) + 1,
            VersionKey.Huge => 5 + BinaryPrimitives.ReadInt32BigEndian(_key[(start + 1)..]),
            > VersionKey.Large and < VersionKey.Huge => 1 + c - VersionKey.Large,
            _ => 1,
        };
        return c == VersionKey.Small ? [] : _key[start.._position];
    }
}
