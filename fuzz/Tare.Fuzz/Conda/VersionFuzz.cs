using System.Text;
using Tare.Conda.Versions;

namespace Tare.Fuzz.Conda;

/// <summary>Versions and constraints: the two readings of a version agree, and canonical text is read again as the same.</summary>
internal static class VersionFuzz
{
    internal static readonly FuzzTarget Target = new("versions", Run, Seeds) { LargestInput = 4096 };

    private static void Run(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        var key = new byte[VersionKey.MaximumLength(input.Length)];
        var isKey = VersionKey.TryWrite(input, key, out var length, out _);
        if (CondaVersion.TryParse(text, out var version))
        {
            Demand(CondaVersion.Parse(version.ToString()).Equals(version), "canonical text is another version");
            Demand(version.StartsWith(version), "a version does not start with itself");
            Demand(!isKey || version.Key.SequenceEqual(key.AsSpan(0, length)), "bytes and text have different keys");
        }

        if (VersionSpec.TryParse(text, out var spec, out var fault))
        {
            Demand(VersionSpec.Parse(spec.Grouped).Equals(spec), "grouped text is another constraint");
            spec.Matches(version);
        }
        else
        {
            Demand(fault.Position >= 0 && fault.Position <= text.Length, "a fault stands outside of the text");
        }
    }

    private static void Demand(bool holds, string law)
    {
        if (!holds)
        {
            throw new InvalidOperationException(law);
        }
    }

    private static IEnumerable<byte[]> Seeds() =>
        new[] { "1.2.3", "1!2.0.post1+abc.5", "1.0.1_", "1.1a1.dev0", "2023*", ">=1.2,<2|3.*", "(1.2|1.3),!=1.3.*", "~=1.4.2", "^1\\.[0-9]+$", "1.*.3", "==1.0", "99999999999999999999999" }
            .Select(Encoding.UTF8.GetBytes);
}
