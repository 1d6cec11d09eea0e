using Tare.Primitives;

namespace Tare.Cli.Commands.Image;

/// <summary>The slimmed image differs from the old one in more than it should: a defect of Tare.</summary>
internal sealed class SlimProofException(string target, string report)
    : TareException($"{target} differs from the image it was made of in more than the removed paths", $"do not use it; `{report}` lists the differences, please report them");
