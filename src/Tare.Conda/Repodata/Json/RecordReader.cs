using Tare.Conda.Repodata.Indexing;

namespace Tare.Conda.Repodata.Json;

/// <summary>Reads one package's object into a row. Fields that the solver does not use are passed over.</summary>
internal sealed class RecordReader(RecordBatch batch) : IRecordReader
{
    // A year beyond 9999 in seconds means milliseconds; conda's own rule.
    private const long SecondsLimit = 253402300799;

    private int[] _items = new int[64];

    /// <summary>
    /// Reads <c>"file name": {…}</c> at the scanner. False where the text is incomplete or no JSON; a record that is JSON but no
    /// package is counted as skipped.
    /// </summary>
    public bool TryRead(ref JsonScanner scanner, long windowOffset)
    {
        scanner.Peek();
        var row = new RecordRow { Offset = checked((uint)(windowOffset + scanner.Position)) };
        if (!scanner.TryString(out var fileName, out var escaped) || !scanner.TryTake((byte)':'))
        {
            return false;
        }

        var tarBz2 = false;
        var usable = !escaped && ArchiveKey.TryStem(fileName, out row.Stem, out tarBz2);
        if (scanner.Peek() != '{')
        {
            batch.Skipped += scanner.Incomplete ? 0 : 1;
            return scanner.TrySkip();
        }

        row.Flags = tarBz2 ? RecordFlags.TarBz2 : RecordFlags.None;
        row.Name = row.Version = row.Build = -1;
        scanner.Position++;
        if (scanner.Peek() == '}')
        {
            scanner.Position++;
            batch.Skipped++;
            return true;
        }

        do
        {
            if (!scanner.TryString(out var key, out _) || !scanner.TryTake((byte)':') || !TryField(ref scanner, key, ref row, ref usable))
            {
                return false;
            }
        }
        while (scanner.TryTake((byte)','));
        if (!scanner.TryTake((byte)'}'))
        {
            return false;
        }

        Keep(row, usable);
        return true;
    }

    private void Keep(in RecordRow row, bool usable)
    {
        if (usable && row.Name >= 0 && row.Version >= 0 && row.Build >= 0)
        {
            batch.Add(row);
        }
        else
        {
            batch.Skipped++;
        }
    }

    private bool TryField(ref JsonScanner scanner, ReadOnlySpan<byte> key, ref RecordRow row, ref bool usable)
    {
        switch (key.Length)
        {
            case 4 when key.SequenceEqual("name"u8):
                return TryText(ref scanner, batch.Names, ref row.Name, ref usable);
            case 5 when key.SequenceEqual("build"u8):
                return TryBuild(ref scanner, ref row, ref usable);
            case 7 when key.SequenceEqual("version"u8):
                return TryText(ref scanner, batch.Versions, ref row.Version, ref usable);
            case 7 when key.SequenceEqual("depends"u8):
                return TryList(ref scanner, ref row.Depends, ref usable);
            case 10 when key.SequenceEqual("constrains"u8):
                return TryList(ref scanner, ref row.Constrains, ref usable);
            case 12 when key.SequenceEqual("build_number"u8):
                return TryBuildNumber(ref scanner, ref row, ref usable);
            case 9 when key.SequenceEqual("timestamp"u8):
                return TryTimestamp(ref scanner, ref row);
            case 6 when key.SequenceEqual("noarch"u8):
                return TryNoarch(ref scanner, ref row);
            case 14 when key.SequenceEqual("track_features"u8):
                return TryTrackedFeatures(ref scanner, ref row);
            case 8 when key.SequenceEqual("features"u8):
                if (scanner.Peek() == '"')
                {
                    row.Flags |= RecordFlags.Features;
                }

                return scanner.TrySkip();
            case 3 when key.SequenceEqual("url"u8):
                row.Flags |= RecordFlags.Elsewhere;
                return scanner.TrySkip();
            default:
                return scanner.TrySkip();
        }
    }

    private static bool TryText(ref JsonScanner scanner, StringPool pool, ref int id, ref bool usable)
    {
        if (scanner.Peek() != '"')
        {
            usable &= scanner.Incomplete;
            return scanner.TrySkip();
        }

        if (!scanner.TryString(out var raw, out var escaped))
        {
            return false;
        }

        var text = escaped ? JsonText.Unescape(raw) : raw;
        usable &= !text.IsEmpty;
        id = pool.Intern(text);
        return true;
    }

    private bool TryBuild(ref JsonScanner scanner, ref RecordRow row, ref bool usable)
    {
        if (scanner.Peek() != '"')
        {
            usable &= scanner.Incomplete;
            return scanner.TrySkip();
        }

        if (!scanner.TryString(out var raw, out var escaped))
        {
            return false;
        }

        if (escaped)
        {
            raw = JsonText.Unescape(raw);
        }

        row.Build = batch.InternBuild(raw);
        return true;
    }

    private bool TryList(ref JsonScanner scanner, ref int list, ref bool usable)
    {
        if (scanner.Peek() != '[')
        {
            // `null` is read as the empty list, as conda does; anything else is no list of dependencies.
            usable &= scanner.Peek() is 'n' or -1;
            return scanner.TrySkip();
        }

        scanner.Position++;
        var count = 0;
        if (scanner.Peek() == ']')
        {
            scanner.Position++;
            return true;
        }

        do
        {
            if (count == _items.Length)
            {
                Array.Resize(ref _items, count * 2);
            }

            if (!TryText(ref scanner, batch.Specs, ref _items[count], ref usable))
            {
                return false;
            }

            count += usable ? 1 : 0;
        }
        while (scanner.TryTake((byte)','));
        list = batch.Lists.Intern(_items.AsSpan(0, count));
        return scanner.TryTake((byte)']');
    }

    private static bool TryBuildNumber(ref JsonScanner scanner, ref RecordRow row, ref bool usable)
    {
        if (!scanner.TryInteger(out var number))
        {
            return false;
        }

        usable &= number is >= 0 and <= uint.MaxValue;
        row.BuildNumber = unchecked((uint)number);
        return true;
    }

    private static bool TryTimestamp(ref JsonScanner scanner, ref RecordRow row)
    {
        if (scanner.Peek() is not ('-' or (>= '0' and <= '9')))
        {
            return scanner.TrySkip();
        }

        var read = scanner.TryInteger(out var time);
        row.Timestamp = time is > 0 and <= SecondsLimit ? time * 1000 : Math.Max(time, 0);
        return read;
    }

    private static bool TryNoarch(ref JsonScanner scanner, ref RecordRow row)
    {
        if (scanner.Peek() != '"')
        {
            // `noarch: true` is the old spelling of generic.
            row.Flags |= scanner.Peek() == 't' ? RecordFlags.Noarch : RecordFlags.None;
            return scanner.TrySkip();
        }

        var read = scanner.TryString(out var kind, out _);
        row.Flags |= RecordFlags.Noarch | (kind.SequenceEqual("python"u8) ? RecordFlags.NoarchPython : RecordFlags.None);
        return read;
    }

    private static bool TryTrackedFeatures(ref JsonScanner scanner, ref RecordRow row)
    {
        if (scanner.Peek() != '"')
        {
            var start = scanner.Position;
            var isList = scanner.Peek() == '[';
            var whole = scanner.TrySkip();
            row.TrackedFeatures = (byte)(isList && scanner.Position - start > 2 ? 1 : 0);
            return whole;
        }

        if (!scanner.TryString(out var raw, out _))
        {
            return false;
        }

        var count = 0;
        foreach (var word in raw.SplitAny(" ,"u8))
        {
            count += raw[word].IsEmpty ? 0 : 1;
        }

        row.TrackedFeatures = (byte)Math.Min(count, byte.MaxValue);
        return true;
    }
}
