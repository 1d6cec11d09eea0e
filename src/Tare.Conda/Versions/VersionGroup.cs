namespace Tare.Conda.Versions;

/// <summary>Constraints of which all hold (<c>,</c>) or one holds (<c>|</c>).</summary>
internal sealed class VersionGroup(bool all, VersionConstraint[] members) : VersionConstraint
{
    private char Separator => all ? ',' : '|';

    internal override string Text => string.Join(Separator, members.Select(m => m.Text));

    internal override string Grouped => string.Join(Separator, members.Select(m => m is VersionGroup ? $"({m.Grouped})" : m.Grouped));

    internal static VersionConstraint Of(bool all, List<VersionConstraint> members)
    {
        if (members.Count == 1)
        {
            return members[0];
        }

        var flat = new List<VersionConstraint>(members.Count);
        foreach (var member in members)
        {
            if (member is VersionGroup group && group.IsAll == all)
            {
                flat.AddRange(group.Members);
            }
            else
            {
                flat.Add(member);
            }
        }

        return new VersionGroup(all, [.. flat]);
    }

    internal bool IsAll => all;

    internal VersionConstraint[] Members => members;

    internal override bool Matches(ReadOnlySpan<byte> key, string text)
    {
        foreach (var member in members)
        {
            if (member.Matches(key, text) != all)
            {
                return !all;
            }
        }

        return all;
    }
}
