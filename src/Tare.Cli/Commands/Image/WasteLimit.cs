using System.Globalization;
using Tare.Images.Inspection;
using Tare.Primitives;

namespace Tare.Cli.Commands.Image;

/// <summary>How much waste is tolerated: a share of the image (<c>5%</c>) or a number of bytes (<c>50MB</c>).</summary>
internal readonly record struct WasteLimit(double? Percent, ByteSize Bytes)
{
    /// <summary>Reads it; <see cref="UsageException"/> where it is neither.</summary>
    internal static WasteLimit Parse(string text)
    {
        if (text.EndsWith('%') && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent))
        {
            return new WasteLimit(percent, default);
        }

        return ByteSize.TryParse(text, out var bytes)
            ? new WasteLimit(null, bytes)
            : throw new UsageException($"`{text}` is neither a share nor a size", "write `5%` or `50MB`");
    }

    /// <summary>The image has more waste than that.</summary>
    internal bool IsExceededBy(ImageInspection inspection) =>
        Percent is { } percent
            ? inspection.Account.Waste * 100.0 > percent * inspection.Account.Total
            : inspection.Account.Waste > Bytes.Bytes;

    /// <inheritdoc/>
    public override string ToString() => Percent is { } percent ? $"{percent.ToString(CultureInfo.InvariantCulture)} %" : Bytes.ToString();
}
