namespace Tare.Conda.Repodata.Indexing;

/// <summary>Open hash tables of a power of two places: 0 is free, else a hash in the upper 32 bits and what it stands for in the lower.</summary>
internal static class HashSlots
{
    /// <summary>The same entries in a table of twice the size.</summary>
    public static ulong[] Doubled(ulong[] slots)
    {
        var doubled = new ulong[slots.Length * 2];
        var mask = doubled.Length - 1;
        foreach (var entry in slots)
        {
            if (entry != 0)
            {
                var slot = (int)(entry >> 32) & mask;
                while (doubled[slot] != 0)
                {
                    slot = (slot + 1) & mask;
                }

                doubled[slot] = entry;
            }
        }

        return doubled;
    }
}
