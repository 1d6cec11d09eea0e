using System.Buffers.Text;
using System.Text;

namespace Tare.Archives.Tar;

/// <summary>
/// The records of pax headers as they apply to an entry: <c>LENGTH KEY=VALUE\n</c> (POSIX pax, "pax Extended Header"). Unknown
/// keys are passed over, as the specification demands.
/// </summary>
internal sealed class PaxHeader
{
    private const string AttributePrefix = "SCHILY.xattr.";
    private List<TarAttribute>? _attributes;

    internal byte[]? Path { get; set; }

    internal byte[]? LinkTarget { get; set; }

    internal string? UserName { get; private set; }

    internal string? GroupName { get; private set; }

    internal long? Size { get; private set; }

    internal long? Uid { get; private set; }

    internal long? Gid { get; private set; }

    internal (long Seconds, int Nanoseconds)? Modified { get; private set; }

    internal bool IsSparse { get; private set; }

    internal IReadOnlyList<TarAttribute> Attributes => _attributes ?? (IReadOnlyList<TarAttribute>)[];

    /// <summary>A header that starts from the values of the archive's global header.</summary>
    internal PaxHeader Copy()
    {
        var copy = (PaxHeader)MemberwiseClone();
        copy._attributes = _attributes is null ? null : [.. _attributes];
        return copy;
    }

    /// <summary>Takes all records of a header's content; false when they are malformed.</summary>
    internal bool TryTake(ReadOnlySpan<byte> records)
    {
        while (records.Length > 0)
        {
            if (!Utf8Parser.TryParse(records, out int length, out var digits) || length <= digits + 2 || length > records.Length
                || records[digits] != ' ' || records[length - 1] != '\n')
            {
                // A NUL-filled tail is padding that some writers count as content.
                return !records.ContainsAnyExcept((byte)0);
            }

            var record = records[(digits + 1)..(length - 1)];
            var equals = record.IndexOf((byte)'=');
            if (equals <= 0 || !TryTake(record[..equals], record[(equals + 1)..]))
            {
                return false;
            }

            records = records[length..];
        }

        return true;
    }

    private bool TryTake(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        switch (Encoding.UTF8.GetString(key))
        {
            case "path":
                return TryName(value, v => Path = v);
            case "linkpath":
                return TryName(value, v => LinkTarget = v);
            case "uname":
                return TryName(value, v => UserName = v is null ? null : Encoding.UTF8.GetString(v));
            case "gname":
                return TryName(value, v => GroupName = v is null ? null : Encoding.UTF8.GetString(v));
            case "size":
                return TryNumber(value, v => Size = v);
            case "uid":
                return TryNumber(value, v => Uid = v);
            case "gid":
                return TryNumber(value, v => Gid = v);
            case "mtime":
                return TryTime(value);
            case var name when name.StartsWith(AttributePrefix, StringComparison.Ordinal):
                return TakeAttribute(name[AttributePrefix.Length..], value);
            default:
                IsSparse |= key.StartsWith("GNU.sparse."u8);
                return true;
        }
    }

    private static bool TryName(ReadOnlySpan<byte> value, Action<byte[]?> set)
    {
        // An empty value takes a global record back.
        set(value.Length == 0 ? null : value.ToArray());
        return !value.Contains((byte)0);
    }

    private static bool TryNumber(ReadOnlySpan<byte> value, Action<long?> set)
    {
        if (value.Length == 0)
        {
            set(null);
            return true;
        }

        var ok = Utf8Parser.TryParse(value, out long number, out var used) && used == value.Length && number >= 0;
        set(number);
        return ok;
    }

    // Seconds as a decimal fraction, possibly negative.
    private bool TryTime(ReadOnlySpan<byte> value)
    {
        if (value.Length == 0)
        {
            Modified = null;
            return true;
        }

        if (!Utf8Parser.TryParse(value, out long seconds, out var used))
        {
            return false;
        }

        var nanoseconds = 0;
        if (used < value.Length)
        {
            var digits = value[(used + 1)..];
            if (value[used] != '.' || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            {
                return false;
            }

            for (var i = 0; i < 9; i++)
            {
                nanoseconds = (nanoseconds * 10) + (i < digits.Length ? digits[i] - '0' : 0);
            }
        }

        Modified = value[0] == '-' && nanoseconds > 0 ? (seconds - 1, 1_000_000_000 - nanoseconds) : (seconds, nanoseconds);
        return true;
    }

    private bool TakeAttribute(string name, ReadOnlySpan<byte> value)
    {
        _attributes ??= [];
        _attributes.RemoveAll(a => a.Name == name);
        _attributes.Add(new TarAttribute(name, value.ToArray()));
        return true;
    }
}
