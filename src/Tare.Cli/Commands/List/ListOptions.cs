using System.CommandLine;

namespace Tare.Cli.Commands.List;

/// <summary>The options of <c>list</c>.</summary>
internal sealed class ListOptions
{
    internal readonly Argument<string?> Regex = new("regex") { Arity = ArgumentArity.ZeroOrOne, Description = "Only packages whose name matches this regular expression" };
    internal readonly Option<bool> Canonical = new("--canonical", "-c") { Description = "Canonical names only" };
    internal readonly Option<bool> FullName = new("--full-name", "-f") { Description = "The name must match from end to end" };
    internal readonly Option<bool> Explicit = new("--explicit") { Description = "URLs of the packages, for `create --file`" };
    internal readonly Option<bool> Md5 = new("--md5") { Description = "With --explicit: MD5 of each package" };
    internal readonly Option<bool> Sha256 = new("--sha256") { Description = "With --explicit: SHA-256 of each package" };
    internal readonly Option<bool> Export = new("--export", "-e") { Description = "NAME=VERSION=BUILD, for `create --file`" };
    internal readonly Option<bool> Revisions = new("--revisions", "-r") { Description = "The changes of the environment" };
    internal readonly Option<bool> Size = new("--size") { Description = "Show how many bytes each package holds" };
    internal readonly Option<bool> NoPip = new("--no-pip") { Description = "Leave out what pip has installed" };
    internal readonly Option<bool> Auth = new("--auth") { Description = "With --explicit: leave tokens and passwords in the URLs" };
    internal readonly Option<bool> Reverse = new("--reverse") { Description = "Last name first" };
    internal readonly Option<string?> Fields = new("--fields") { Description = "Columns, separated by commas", HelpName = "FIELDS" };
    internal readonly Option<bool> ShowChannelUrls = new("--show-channel-urls") { Description = "Name the channel of packages from `defaults` too" };
    internal readonly Option<bool> NoShowChannelUrls = new("--no-show-channel-urls") { Hidden = true };

    internal IEnumerable<Option> All =>
    [
        Canonical, FullName, Explicit, Md5, Sha256, Export, Revisions, Size, NoPip, Auth, Reverse, Fields, ShowChannelUrls, NoShowChannelUrls,
    ];
}
