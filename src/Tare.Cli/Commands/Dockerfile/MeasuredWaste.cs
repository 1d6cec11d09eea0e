using Tare.Dockerfile.Linting;
using Tare.Images.Inspection;

namespace Tare.Cli.Commands.Dockerfile;

/// <summary>What an inspected image tells of the RUNs of the Dockerfile it was built from.</summary>
internal sealed class MeasuredWaste(ImageInspection inspection) : IMeasuredWaste
{
    /// <summary>A layer belongs to a RUN whose script its history repeats to the letter; build arguments may stand before it (<c>|1 A=b /bin/sh -c …</c>).</summary>
    public long? BytesOf(string instruction, IReadOnlyList<string> categories)
    {
        long? sum = null;
        for (var layer = 0; layer < inspection.Origins.Count; layer++)
        {
            if (inspection.Origins[layer] is { Instruction: "RUN" } origin
                && (origin.Arguments == instruction || origin.Arguments.EndsWith(" -c " + instruction, StringComparison.Ordinal)))
            {
                sum = (sum ?? 0) + inspection.Account.Cells
                    .Where(c => c.Key.Layer == layer && (categories.Contains(c.Key.Category.Name()) || categories.Contains(c.Key.Cache.Name())))
                    .Sum(c => c.Value.Bytes);
            }
        }

        return sum;
    }
}
