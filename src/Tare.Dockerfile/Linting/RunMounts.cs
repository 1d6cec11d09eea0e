using Tare.Dockerfile.Stages;

namespace Tare.Dockerfile.Linting;

/// <summary>Reads the <c>--mount</c> options of a RUN.</summary>
internal static class RunMounts
{
    internal static IEnumerable<string> Targets(StageInstruction instruction)
    {
        foreach (var flag in instruction.Syntax.Flags.Where(f => f.Name == "mount"))
        {
            var fields = flag.Value.Split(',').Select(f => f.Split('=', 2)).ToLookup(f => f[0].Trim(), f => f.Length > 1 ? f[1].Trim() : "");
            var target = fields["target"].Concat(fields["dst"]).Concat(fields["destination"]).FirstOrDefault();
            if (fields["type"].FirstOrDefault() is "cache" or "tmpfs" && !string.IsNullOrEmpty(target))
            {
                yield return instruction.Variables.Expand(target);
            }
        }
    }
}
