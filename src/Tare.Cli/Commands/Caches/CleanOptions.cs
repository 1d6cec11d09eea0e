using System.CommandLine;
using Tare.Conda.Cleaning;

namespace Tare.Cli.Commands.Caches;

/// <summary>The command line of <c>tare clean</c>: conda's options, and what conda lacks.</summary>
internal sealed class CleanOptions
{
    private readonly Option<bool> _all = Flag("--all", "Remove index caches, archives, unused packages, temporary files and logs", "-a");
    private readonly Option<bool> _index = Flag("--index-cache", "Remove index caches", "-i");
    private readonly Option<bool> _packages = Flag("--packages", "Remove extracted packages that no environment uses", "-p");
    private readonly Option<bool> _archives = Flag("--tarballs", "Remove archives of packages", "-t");
    private readonly Option<bool> _force = Flag("--force-pkgs-dirs", "Remove the package caches whole, but for packages that environments link softly", "-f");
    private readonly Option<bool> _logs = Flag("--logfiles", "Remove logs", "-l");
    private readonly Option<bool> _everything = Flag("--everything", "Like --all, and the caches of pip, uv, pixi (rattler) and apt, and the layers of tare image build");
    private readonly Option<bool> _json = Flag("--json", "Answer with one JSON document");
    private readonly Option<bool> _verbose = Flag("--verbose", "Name every single thing", "-v");
    private readonly Option<bool> _quiet = Flag("--quiet", "Say nothing but errors", "-q");
    private readonly Option<bool> _dryRun = Flag("--dry-run", "Show what would be done and do nothing", "-d");
    private readonly Option<bool> _yes = Flag("--yes", "Do not ask", "-y");
    private readonly Option<bool> _sourceCache = Flag("--source-cache", "Has no effect", "-s");
    private readonly Option<bool> _lock = Flag("--lock", "Has no effect");
    private readonly Option<string> _console = new("--console") { Description = "Has no effect on clean", Hidden = true };
    private readonly Option<string> _rootPrefix = new("--root-prefix") { Description = "The conda root to clean", HelpName = "FOLDER" };
    private readonly Option<string> _keepNewer = new("--keep-newer") { Description = "Keep what was used within this time: 14d, 36h", HelpName = "TIME" };
    private readonly Option<string> _maxSize = new("--max-size") { Description = "Remove packages and archives, least recently used first, only until the caches fit in this: 20G", HelpName = "SIZE" };

    private readonly Option<string[]> _temporary = new("--tempfiles", "-c")
    {
        Description = "Remove files that conda set aside, in these folders or in the root, its environments and caches",
        HelpName = "FOLDER",
        Arity = ArgumentArity.ZeroOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    internal CleanOptions()
    {
        _sourceCache.Hidden = true;
        _lock.Hidden = true;
    }

    private IEnumerable<Option> All =>
    [
        _all, _index, _packages, _archives, _force, _temporary, _logs, _everything, _keepNewer, _maxSize, _rootPrefix,
        _dryRun, _yes, _json, _verbose, _quiet, _console, _sourceCache, _lock,
    ];

    internal void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What was asked for; <see cref="UsageException"/> where it makes no sense.</summary>
    internal CleanRequest Read(ParseResult parsed, string program)
    {
        var request = new CleanRequest
        {
            Targets = Targets(parsed),
            TemporaryFolders = parsed.GetValue(_temporary) ?? [],
            RootPrefix = parsed.GetValue(_rootPrefix),
            KeepNewer = Age(parsed),
            MaxSize = Size(parsed),
            Json = parsed.GetValue(_json),
            Verbose = parsed.GetValue(_verbose),
            Quiet = parsed.GetValue(_quiet),
            DryRun = parsed.GetValue(_dryRun),
            Yes = parsed.GetValue(_yes),
            ObsoleteOptions = [.. new[] { _sourceCache, _lock }.Where(parsed.GetValue).Select(o => o.Name)],
        };
        if (request.Targets == CleaningTargets.None && request.ObsoleteOptions.Count == 0)
        {
            throw new UsageException($"At least one removal target must be given. See '{program} clean --help'.", $"`{program} clean --all` removes what no environment needs") { IsSyntax = true };
        }

        return request;
    }

    private CleaningTargets Targets(ParseResult parsed)
    {
        (Option<bool> Option, CleaningTargets Target)[] flags =
        [
            (_all, CleaningTargets.All), (_index, CleaningTargets.IndexCache), (_packages, CleaningTargets.Packages),
            (_archives, CleaningTargets.Archives), (_force, CleaningTargets.PackageCaches), (_logs, CleaningTargets.Logs),
            (_everything, CleaningTargets.All | CleaningTargets.OtherCaches),
        ];
        var targets = flags.Where(f => parsed.GetValue(f.Option)).Aggregate(CleaningTargets.None, (all, f) => all | f.Target);
        if (parsed.GetResult(_temporary) is not null)
        {
            targets |= CleaningTargets.TemporaryFiles;
        }

        // A bound on the size or the age is about archives and packages.
        var bounded = parsed.GetValue(_maxSize) is not null || parsed.GetValue(_keepNewer) is not null;
        return targets == CleaningTargets.None && bounded ? CleaningTargets.Archives | CleaningTargets.Packages : targets;
    }

    private TimeSpan? Age(ParseResult parsed) => parsed.GetValue(_keepNewer) is not { } text ? null
        : AgeText.TryParse(text, out var age) ? age
        : throw new UsageException($"`{text}` is not a length of time", "write it like 14d, 36h or 90m");

    private Tare.Primitives.ByteSize? Size(ParseResult parsed) => parsed.GetValue(_maxSize) is not { } text ? null
        : Tare.Primitives.ByteSize.TryParse(text, out var size) ? size
        : throw new UsageException($"`{text}` is not a size", "write it like 20G or 500MB");

    private static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };
}
