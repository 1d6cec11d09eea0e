using System.CommandLine;
using System.CommandLine.Parsing;
using Tare.Conda.Configuration;
using Tare.Conda.Prefixes;

namespace Tare.Cli.Commands;

/// <summary>The options that conda's commands share, on one command; <see cref="Resolve"/> turns what was given into configuration and target.</summary>
internal sealed class CondaOptions
{
    private readonly Option<bool> _json = new("--json") { Description = "Answer with one JSON document" };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Show no progress, and with --yes no plan" };
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Say more; twice for more still" };
    private readonly Option<string?> _rootPrefix = new("--root-prefix") { Description = "The folder with pkgs and envs", HelpName = "PATH" };
    private readonly Option<string?> _name = new("--name", "-n") { Description = "Name of the environment", HelpName = "ENVIRONMENT" };
    private readonly Option<string?> _prefix = new("--prefix", "-p") { Description = "Folder of the environment", HelpName = "PATH" };
    private readonly Option<string[]> _channels = new("--channel", "-c") { Description = "A further channel to take packages from, before those configured", HelpName = "CHANNEL" };
    private readonly Option<bool> _overrideChannels = new("--override-channels", "-O") { Description = "Take packages from no other channels than those of -c" };
    private readonly Option<bool> _useLocal = new("--use-local") { Description = "Take packages that conda-build has built here" };
    private readonly Option<bool> _offline = new("--offline") { Description = "Use nothing from the network" };
    private readonly Option<bool> _indexCache = new("--use-index-cache", "-C") { Description = "Use cached package lists however old they are" };
    private readonly Option<bool> _insecure = new("--insecure", "-k") { Description = "Take any certificate for a server's; as `ssl_verify: false`" };
    private readonly Option<string?> _excludeNewer = new("--exclude-newer") { Description = "Leave out packages that are younger than a date or an age: 2025-01-31, 7d", HelpName = "TIME" };
    private readonly Option<string[]> _repodataNames = new("--repodata-fn") { Description = "What the package lists of channels are called, where not repodata.json", HelpName = "FILE_NAME" };
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Ask nothing" };
    private readonly Option<bool> _dryRun = new("--dry-run", "-d") { Description = "Show what would be done" };

    private CondaOptions()
    {
    }

    /// <summary>What two of the options do in a command that also speaks with registries and answers with a digest.</summary>
    internal CondaOptions Describe(string insecure, string quiet)
    {
        (_insecure.Description, _quiet.Description) = (insecure, quiet);
        return this;
    }

    /// <summary>Puts the options on a command.</summary>
    internal static CondaOptions AddTo(Command command, CondaOptionSet set = CondaOptionSet.None)
    {
        var options = new CondaOptions();
        if (set.HasFlag(CondaOptionSet.Target))
        {
            Add(command, options._name, options._prefix);
        }

        if (set.HasFlag(CondaOptionSet.Channels))
        {
            Add(command, options._channels, options._overrideChannels, options._useLocal, options._offline, options._indexCache, options._insecure, options._excludeNewer, options._repodataNames);
            Add(command, CompatibleOptions.OfChannels());
        }

        if (set.HasFlag(CondaOptionSet.Confirmation))
        {
            Add(command, options._yes, options._dryRun);
        }

        Add(command, options._json, options._quiet, options._verbose, options._rootPrefix);
        Add(command, CompatibleOptions.OfAll());
        return options;
    }

    /// <summary>Reads the configuration and finds the environment the command is about.</summary>
    internal CondaInvocation Resolve(ParseResult parsed, CommandContext context)
    {
        var host = CondaHosts.From(context);
        var asked = new ConfigurationOptions { RootPrefix = Value(parsed, _rootPrefix), Settings = Settings(parsed) };
        var prefix = Value(parsed, _prefix);
        var name = Value(parsed, _name);
        Check(parsed, prefix, name);
        var configuration = CondaConfiguration.Load(host, prefix is null ? asked : asked with { Prefix = PathExpansion.Full(prefix, host) });
        if (name is not null)
        {
            // The environment's own .condarc counts, and only the configuration says where the environment is.
            configuration = CondaConfiguration.Load(host, asked with { Prefix = EnvironmentLocator.Locate(configuration, name) });
        }

        return new CondaInvocation(configuration, context)
        {
            Prefix = prefix is not null ? PathExpansion.Full(prefix, host)
                : name is not null ? EnvironmentLocator.Locate(configuration, name) : EnvironmentLocator.Default(configuration),
            IsPrefixNamed = prefix is not null || name is not null,
            Channels = Value(parsed, _channels) ?? [],
            OverrideChannels = Value(parsed, _overrideChannels),
            Insecure = Value(parsed, _insecure),
            DryRun = Value(parsed, _dryRun),
        };
    }

    private void Check(ParseResult parsed, string? prefix, string? name)
    {
        if (prefix is not null && name is not null)
        {
            throw new UsageException("-n and -p name the environment twice", "keep one of them") { IsSyntax = true };
        }

        if (prefix is { Length: 0 } || name is { Length: 0 })
        {
            throw new UsageException($"{(prefix is null ? "--name" : "--prefix")} needs a value") { IsSyntax = true };
        }

        if (Value(parsed, _overrideChannels) && Value(parsed, _channels) is null or [])
        {
            throw new UsageException("--override-channels needs at least one -c CHANNEL") { IsSyntax = true };
        }
    }

    // The options that are settings too, under the setting's name: the strongest source.
    private List<KeyValuePair<string, IReadOnlyList<string>>> Settings(ParseResult parsed)
    {
        var settings = new List<KeyValuePair<string, IReadOnlyList<string>>>();
        void Flag(Option<bool> option, string key)
        {
            if (Value(parsed, option))
            {
                settings.Add(Setting(key, "true"));
            }
        }

        Flag(_json, "json");
        Flag(_quiet, "quiet");
        Flag(_yes, "always_yes");
        Flag(_offline, "offline");
        Flag(_dryRun, "dry_run");
        Flag(_useLocal, "use_local");
        Flag(_indexCache, "use_index_cache");
        if (Value(parsed, _insecure))
        {
            settings.Add(Setting("ssl_verify", "false"));
        }

        if (Value(parsed, _excludeNewer) is { Length: > 0 } limit)
        {
            settings.Add(Setting("exclude_newer", limit));
        }

        if (parsed.GetResult(_verbose)?.IdentifierTokenCount is > 0 and var count)
        {
            settings.Add(Setting("verbosity", count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        if (Value(parsed, _channels) is { Length: > 0 } channels)
        {
            settings.Add(Setting("channels", channels));
        }

        if (Value(parsed, _repodataNames) is { Length: > 0 } names)
        {
            settings.Add(Setting("repodata_fns", names));
        }

        return settings;
    }

    private static KeyValuePair<string, IReadOnlyList<string>> Setting(string key, params string[] values) => new(key, values);

    private static void Add(Command command, params Option[] options)
    {
        foreach (var option in options)
        {
            command.Options.Add(option);
        }
    }

    // An option that this command does not have was not given.
    private static T? Value<T>(ParseResult parsed, Option<T> option) => parsed.GetResult(option) is OptionResult result ? result.GetValueOrDefault<T>() : default;
}
