using Tare.Conda.Versions;

namespace Tare.Conformance;

/// <summary>The versions of real packages in conda's order.</summary>
public sealed class RealVersionsTable : Table
{
    /// <inheritdoc/>
    public override string Path => "tables/versions_real_sorted.json";

    /// <inheritdoc/>
    public override void Run(string folder, Tally tally)
    {
        foreach (var package in Read(folder).GetProperty("packages").EnumerateObject())
        {
            var groups = package.Value.EnumerateArray().Select(g => g.EnumerateArray().Select(v => CondaVersion.Parse(v.GetString())).ToArray()).ToArray();
            for (var i = 0; i < groups.Length; i++)
            {
                foreach (var version in groups[i])
                {
                    tally.Expect($"{package.Name}: '{version}' equals '{groups[i][0]}'", 0, Math.Sign(version.CompareTo(groups[i][0])));
                    for (var j = 0; j < i; j++)
                    {
                        tally.Expect($"{package.Name}: order of '{version}' and '{groups[j][0]}'", 1, Math.Sign(version.CompareTo(groups[j][0])));
                    }
                }
            }
        }
    }
}
