namespace Tare.Conda.Channels;

/// <summary>
/// Where packages come from (conda/models/channel.py): a location and a name, perhaps one subdir of it, perhaps one file in
/// that; or a name that stands for several channels. The secrets of its URL are kept for requests and are in no text.
/// </summary>
public sealed class Channel : IEquatable<Channel>
{
    /// <summary>The name that conda writes for the channel of a package that came from nowhere known.</summary>
    public const string Unknown = "<unknown>";

    internal Channel(string name) => Name = name;

    /// <summary><c>https</c>, <c>file</c> ...; null for several channels and for the unknown one.</summary>
    public string? Scheme { get; internal init; }

    /// <summary>Host, port and leading path: <c>conda.anaconda.org</c>.</summary>
    public string? Location { get; internal init; }

    /// <summary>The name inside of the location: <c>conda-forge</c>, <c>pkgs/main</c>.</summary>
    public string Name { get; internal init; }

    /// <summary>The subdir, where one was named.</summary>
    public string? Subdir { get; internal init; }

    /// <summary>The package's file, where the channel was read from the URL of a package.</summary>
    public string? File { get; internal init; }

    /// <summary>What people call it: <c>conda-forge</c>, <c>defaults</c>, or the URL of a channel that has no name.</summary>
    public string CanonicalName { get; internal set; } = "";

    /// <summary>The channels it stands for; itself where it is one.</summary>
    public IReadOnlyList<Channel> Members { get; internal init; } = [];

    /// <summary>It stands for several channels.</summary>
    public bool IsMulti { get; internal init; }

    /// <summary>Nobody knows where the package came from.</summary>
    public bool IsUnknown => Name == Unknown && Location is null;

    /// <summary>The URL without subdir and without secrets; null for several channels and for the unknown one.</summary>
    public string? BaseUrl => IsMulti || IsUnknown ? null : $"{Scheme}://{ChannelUrl.Join(Location, Name)}";

    /// <summary><c>user:password</c> for requests.</summary>
    internal string? Auth { get; init; }

    /// <summary>The token for requests.</summary>
    internal string? Token { get; init; }

    /// <summary>The configured alias is its location, so that its name alone says where it is.</summary>
    internal bool IsAtAlias { get; init; }

    /// <summary>One channel, with or without its members.</summary>
    public IEnumerable<Channel> Expand() => IsMulti ? Members : [this];

    /// <summary>
    /// The URLs of its subdirs, without a slash at the end: its own subdir and <c>noarch</c> where it names one, else those given.
    /// </summary>
    /// <param name="subdirs">The subdirs to look into, best first.</param>
    /// <param name="withCredentials">With token and password; such a URL is for requests only and must not be shown.</param>
    public IEnumerable<string> Urls(IReadOnlyList<string> subdirs, bool withCredentials = false)
    {
        if (IsMulti)
        {
            return Members.SelectMany(m => m.Urls(Subdir is null ? subdirs : Own(Subdir), withCredentials));
        }

        return IsUnknown ? [] : (Subdir is null ? subdirs : Own(Subdir)).Select(s => Url(s, withCredentials));
    }

    /// <summary>The URL of one of its subdirs.</summary>
    public string Url(string subdir, bool withCredentials = false)
    {
        var path = withCredentials && Token is not null ? ChannelUrl.Join(Location, "t", Token, Name, subdir) : ChannelUrl.Join(Location, Name, subdir);
        return withCredentials && Auth is not null ? $"{Scheme}://{Auth}@{path}" : $"{Scheme}://{path}";
    }

    /// <summary>The same channel with another subdir and file.</summary>
    internal Channel At(string? subdir, string? file) => new(Name)
    {
        Scheme = Scheme,
        Location = Location,
        Subdir = subdir,
        File = file,
        CanonicalName = CanonicalName,
        Auth = Auth,
        Token = Token,
        IsAtAlias = IsAtAlias,
    };

    /// <inheritdoc/>
    public bool Equals(Channel? other) => other is not null && Location == other.Location && Name == other.Name && Subdir == other.Subdir;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Channel);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Location, Name, Subdir);

    /// <summary>URL, or name where it has none, with its subdir; never with secrets.</summary>
    public override string ToString() => Subdir is null ? BaseUrl ?? Name : $"{BaseUrl ?? Name}/{Subdir}";

    private static string[] Own(string subdir) => subdir == Subdirs.NoArch ? [subdir] : [subdir, Subdirs.NoArch];
}
