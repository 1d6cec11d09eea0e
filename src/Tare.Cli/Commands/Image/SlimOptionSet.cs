using System.CommandLine;
using Tare.Images.Inspection;
using Tare.Images.Slimming;

namespace Tare.Cli.Commands.Image;

/// <summary>The options that say what a slimming takes away.</summary>
internal sealed class SlimOptionSet
{
    private readonly Option<string[]> _keep = Names("--keep", "Waste that stays: " + string.Join(", ", WasteCategories.All.Select(c => c.Name())));
    private readonly Option<string[]> _only = Names("--only", "Take away nothing but these kinds of waste");
    private readonly Option<string[]> _profile = Names("--profile", "Trim more: " + string.Join("; ", SlimProfiles.All.Select(p => $"{p.Name()} ({p.Danger()})")), "PROFILE,...");
    private readonly Option<int?> _squash = new("--squash-to")
    {
        Description = "Merge small neighbouring layers until no more than this are left; the lowest layers come last",
        HelpName = "N",
    };

    internal void AddTo(Command command)
    {
        command.Options.Add(_keep);
        command.Options.Add(_only);
        command.Options.Add(_profile);
        command.Options.Add(_squash);
    }

    /// <summary>What was asked for; <see cref="UsageException"/> for names that do not exist.</summary>
    internal SlimOptions Read(ParseResult parsed) => new()
    {
        Categories = Categories(parsed.GetValue(_keep)!, parsed.GetValue(_only)!),
        Profiles = parsed.GetValue(_profile)!.Select(Profile).ToHashSet(),
        SquashTo = parsed.GetValue(_squash) is { } most and < 1
            ? throw new UsageException($"`--squash-to {most}` leaves no layer", "an image has at least 1")
            : parsed.GetValue(_squash),
    };

    private static Option<string[]> Names(string name, string description, string helpName = "CATEGORY,...") => new(name)
    {
        Description = description,
        HelpName = helpName,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
        CustomParser = result => [.. result.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.RemoveEmptyEntries))],
    };

    private static HashSet<WasteCategory> Categories(string[] keep, string[] only)
    {
        var all = only.Length == 0 ? WasteCategories.All : [.. only.Select(Category)];
        return [.. all.Except(keep.Select(Category))];
    }

    private static WasteCategory Category(string name) => WasteCategories.TryParse(name, out var category)
        ? category
        : throw new UsageException($"there is no kind of waste `{name}`", "choose from " + string.Join(", ", WasteCategories.All.Select(c => c.Name())));

    private static SlimProfile Profile(string name) => SlimProfiles.TryParse(name, out var profile)
        ? profile
        : throw new UsageException($"there is no profile `{name}`", "choose from " + string.Join(", ", SlimProfiles.All.Select(p => p.Name())));
}
