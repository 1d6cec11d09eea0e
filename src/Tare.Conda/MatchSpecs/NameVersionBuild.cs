namespace Tare.Conda.MatchSpecs;

/// <summary>
/// The plain form of a match spec, <c>name version build</c> with spaces or <c>=</c> between them, taken apart in place. This is
/// what nearly every dependency in a channel looks like.
/// </summary>
public static class NameVersionBuild
{
    private static readonly System.Buffers.SearchValues<char> NameEnd = System.Buffers.SearchValues.Create(" =<>!~");
    private static readonly System.Buffers.SearchValues<char> NotInBuild = System.Buffers.SearchValues.Create("-=,|<>~");
    private static readonly System.Buffers.SearchValues<char> NotPlain = System.Buffers.SearchValues.Create("[](){}:#@/\\\t\r\n\0");

    /// <summary>The text is in the plain form; every other form needs <see cref="MatchSpec.Parse"/>.</summary>
    public static bool IsPlain(ReadOnlySpan<char> text) => !text.ContainsAny(NotPlain) && !Channels.PackageFileName.HasExtension(text);

    /// <summary>Where the name ends: at a space or an operator, or at the end of the text.</summary>
    public static int NameLength(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(NameEnd);
        return end < 0 ? text.Length : end;
    }

    /// <summary>
    /// Splits what follows the name into the version and the build string, both with their spaces. The build begins after the first
    /// space or <c>=</c> that does not follow an operator and has nothing of a version behind it.
    /// </summary>
    /// <param name="text">What follows the name, without spaces around it.</param>
    /// <returns>The length of the version, and where the build begins; its start is -1 where there is none.</returns>
    public static (int VersionLength, int BuildStart) Split(ReadOnlySpan<char> text)
    {
        var firstPossible = text.LastIndexOfAny(NotInBuild);
        for (var i = Math.Max(1, firstPossible); i < text.Length - 1; i++)
        {
            if (text[i] is ' ' or '=' && text[i - 1] is not ('=' or '!' or '|' or ',' or '<' or '>' or '~'))
            {
                return (i, i + 1);
            }
        }

        return (text.Length, -1);
    }

    /// <summary>
    /// What a version means where it stands after a name: <c>=1.2</c> is <c>1.2.*</c>, but exact when a build follows; <c>==1.2</c>
    /// is <c>1.2</c> (_sanitize_version_str in conda/models/match_spec.py).
    /// </summary>
    internal static string Sanitize(string version, bool hasBuild)
    {
        if (version is "=" or "==" || !version.StartsWith('='))
        {
            return version;
        }

        var bare = version.TrimStart('=');
        if (version.StartsWith("==", StringComparison.Ordinal) && !hasBuild)
        {
            return bare.Length == 0 ? "==" : bare;
        }

        if (bare.AsSpan().IndexOfAny("=,|") >= 0)
        {
            return version;
        }

        return hasBuild || bare.EndsWith('*') ? bare : bare + "*";
    }
}
