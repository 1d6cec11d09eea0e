using System.CommandLine;
using System.Globalization;
using Tare.Archives.Compression;
using Tare.Images.Building;
using Tare.Oci.References;
using Tare.Oci.Registries;
using Tare.Primitives;

namespace Tare.Cli.Commands.Image;

/// <summary>The options of <c>tare image build</c>, and what they mean.</summary>
internal sealed class BuildOptions
{
    private readonly Option<string[]> _platforms = Many("--platform", "os/architecture or conda's name such as linux-aarch64; several make an index; default: this machine's", "PLATFORM");
    private readonly Option<string> _layers = new("--layers") { Description = "A layer for each `package`, a `single` one, or at most this many", HelpName = "package|single|N", DefaultValueFactory = _ => "package" };
    private readonly Option<string> _compression = new("--compression") { Description = "How layers are packed: gzip or zstd", DefaultValueFactory = _ => "gzip" };
    private readonly Option<bool> _keepCache = new("--keep-cache") { Description = "Build what an installation without cleaning leaves: a conda root, and its package cache; to compare with" };
    private readonly Option<bool> _noBytecode = new("--no-bytecode") { Description = "Leave compiled Python out of the image" };
    private readonly Option<string?> _trim = new("--trim") { Description = "Leave out what only serves to build or to read: inference", HelpName = "PROFILE" };
    private readonly Option<string?> _serve = new("--serve") { Description = "Entry point, port, user, health check and packages of a service: jupyter, ssh or api", HelpName = "PRESET" };
    private readonly Option<string?> _entrypoint = new("--entrypoint") { Description = "The program and its first arguments, as words or as a JSON array", HelpName = "WORDS" };
    private readonly Option<string?> _cmd = new("--cmd") { Description = "The arguments that a user may replace, as words or as a JSON array", HelpName = "WORDS" };
    private readonly Option<string?> _user = new("--user", "-u") { Description = "User, and optionally group, by name or number", HelpName = "USER[:GROUP]" };
    private readonly Option<string?> _workdir = new("--workdir", "-w") { Description = "The folder that the program starts in", HelpName = "PATH" };
    private readonly Option<string[]> _env = Many("--env", "A variable of the container", "NAME=VALUE", "-e");
    private readonly Option<string[]> _labels = Many("--label", "A label of the image", "NAME=VALUE", "-l");
    private readonly Option<string[]> _annotations = Many("--annotation", "An annotation of the manifest", "NAME=VALUE");
    private readonly Option<string[]> _expose = Many("--expose", "A port that the program listens on", "PORT[/tcp|udp]");
    private readonly Option<string[]> _copy = Many("--copy", "Files of this machine for the last layer", "SOURCE:DESTINATION");
    private readonly Option<string?> _cacert = new("--cacert") { Description = "Trust the authorities in this PEM file", HelpName = "FILE" };

    internal Argument<string[]> Specs { get; } = new("package_spec") { Description = "Packages of the environment, such as numpy or 'numpy>=1.26'", Arity = ArgumentArity.ZeroOrMore };

    internal Option<string[]> Files { get; } = Many("--file", "environment.yml, a list of specs or archives, or a lock file; each file is an environment of its own", "FILE", "-f");

    internal Option<string?> Name { get; } = new("--name", "-n") { Description = "Name of the environment; default: the file's, or the image's", HelpName = "ENVIRONMENT" };

    internal Option<string?> Prefix { get; } = new("--prefix", "-p") { Description = "The environment's folder in the image; default: /opt/conda/envs/NAME", HelpName = "PATH" };

    internal Option<string?> Tag { get; } = new("--tag", "-t") { Description = "The image's name", HelpName = "NAME:TAG" };

    internal Option<string?> Output { get; } = new("--output", "-o") { Description = "Where the image goes: a path that ends in .tar, oci:folder, docker://host/repo:tag, or a bare name", HelpName = "IMAGE" };

    internal Option<bool> Push { get; } = new("--push") { Description = "Send the image to the registry that --tag names" };

    internal Option<string> Base { get; } = new("--base") { Description = "The image to build on; scratch holds the environment alone", HelpName = "IMAGE", DefaultValueFactory = _ => "scratch" };

    internal Option<string?> Cuda { get; } = new("--cuda") { Description = "The CUDA of the machines that will run the image; default: the base's CUDA_VERSION, or none", HelpName = "VERSION" };

    internal Option<string?> Glibc { get; } = new("--glibc") { Description = "The glibc that packages may expect; default: the base's, or 2.28", HelpName = "VERSION" };

    internal Option<bool> NoLayerCache { get; } = new("--no-layer-cache") { Description = "Make every layer anew, and keep none" };

    internal Option<string?> LayerCacheSize { get; } = new("--layer-cache-size") { Description = $"How much of the kept layers stays when the build is done, least recently used first to go; default: {LayerCacheLimit.Default}", HelpName = "SIZE" };

    internal Option<bool> RunScripts { get; } = new("--run-scripts") { Description = "Run what packages bring for the moment after their installation, in a sandbox" };

    internal Option<bool> NoSandbox { get; } = new("--no-sandbox") { Description = "Run nothing of the image while it is built; the same bytes on every machine" };

    internal Option<bool> NoPip { get; } = new("--no-pip") { Description = "Leave the pip sections of environment files out, instead of letting the image's pip install them in a sandbox" };

    internal Option<string?> Sbom { get; } = new("--sbom") { Description = "Add a bill of materials: cyclonedx or spdx; it refers to the image in a registry or layout, and lies beside an archive", HelpName = "FORMAT" };

    internal Option<string?> MetadataFile { get; } = new("--metadata-file") { Description = "Write digests and names to this file, as JSON", HelpName = "FILE" };

    internal Option<string?> ImageIdFile { get; } = new("--iidfile") { Description = "Write the image's id to this file", HelpName = "FILE" };

    internal static BuildOptions AddTo(Command command)
    {
        var options = new BuildOptions();
        command.Arguments.Add(options.Specs);
        Option[] all =
        [
            options.Files, options.Tag, options.Output, options.Push, options.Base, options._platforms, options.Name, options.Prefix, options._copy, options._serve, options._entrypoint,
            options._cmd, options._user, options._workdir, options._env, options._expose, options._labels, options._annotations, options._layers, options._compression, options._trim,
            options._noBytecode, options.RunScripts, options.NoPip, options.NoSandbox, options._keepCache, options.Cuda, options.Glibc, options.NoLayerCache, options.LayerCacheSize, options.Sbom, options.MetadataFile, options.ImageIdFile, options._cacert,
        ];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }

        options._compression.AcceptOnlyFromAmong("gzip", "zstd");
        options.Sbom.AcceptOnlyFromAmong("cyclonedx", "spdx");
        return options;
    }

    internal IReadOnlyList<Platform> Platforms(ParseResult parsed)
    {
        var words = parsed.GetValue(_platforms)!.SelectMany(p => p.Split(',', StringSplitOptions.RemoveEmptyEntries)).ToList();
        return words.Count == 0 ? [Platform.Host] : [.. words.Select(ReadPlatform).Distinct()];
    }

    internal ByteSize LayerCacheLimitOf(ParseResult parsed) => parsed.GetValue(LayerCacheSize) is not { } text ? LayerCacheLimit.Default
        : ByteSize.TryParse(text, out var size) ? size
        : throw new UsageException($"`--layer-cache-size {text}` is no size", "write it like 20G or 500M");

    internal LayerGrouping Grouping(ParseResult parsed) => LayerGrouping.TryParse(parsed.GetValue(_layers)!, out var grouping)
        ? grouping
        : throw new UsageException($"`--layers {parsed.GetValue(_layers)}` is no way to spread packages", $"write `package`, `single`, or a number from 1 to {LayerGrouping.Most}");

    internal LayerOptions Layers(ParseResult parsed)
    {
        var trim = parsed.GetValue(_trim) switch
        {
            null => [],
            "inference" => TrimRule.Inference,
            var other => throw new UsageException($"there is no profile `{other}` to trim by", "`--trim inference` is there"),
        };
        return new LayerOptions
        {
            Compression = parsed.GetValue(_compression) == "zstd" ? CompressionFormat.Zstandard : CompressionFormat.Gzip,
            Trim = parsed.GetValue(_noBytecode) ? [TrimRule.Bytecode, .. trim] : trim,
        };
    }

    /// <summary>The image is to be as an installation without cleaning leaves it.</summary>
    internal bool KeepsCache(ParseResult parsed) => parsed.GetValue(_keepCache);

    internal ServePreset? Serve(ParseResult parsed) => parsed.GetValue(_serve) is not { } name ? null
        : ServePreset.All.FirstOrDefault(p => p.Name == name)
            ?? throw new UsageException($"there is no preset `{name}`", "choose from " + string.Join(", ", ServePreset.All.Select(p => p.Name)));

    /// <summary>How containers start: what a preset says, and over it what the options say.</summary>
    internal ContainerSettings Container(ParseResult parsed)
    {
        var preset = Serve(parsed)?.Settings ?? new ContainerSettings();
        return preset with
        {
            Entrypoint = ExecForm.Parse(parsed.GetValue(_entrypoint)) ?? preset.Entrypoint,
            Cmd = ExecForm.Parse(parsed.GetValue(_cmd)) ?? preset.Cmd,
            User = parsed.GetValue(_user) ?? preset.User,
            WorkingDirectory = parsed.GetValue(_workdir) ?? preset.WorkingDirectory,
            Variables = [.. preset.Variables, .. Pairs(parsed, _env)],
            Labels = Pairs(parsed, _labels),
            Ports = [.. preset.Ports, .. parsed.GetValue(_expose)!.Select(Port)],
        };
    }

    internal IReadOnlyList<KeyValuePair<string, string>> Annotations(ParseResult parsed) => Pairs(parsed, _annotations);

    /// <summary>What the application brings. Files that this very build writes stay out, so that a second one finds the same.</summary>
    internal IReadOnlyList<CopiedFolder> Copies(ParseResult parsed, CommandContext context)
    {
        var written = new[] { parsed.GetValue(MetadataFile), parsed.GetValue(ImageIdFile) }.OfType<string>().Select(f => Path.GetFullPath(f, context.WorkingDirectory)).ToList();
        if (parsed.GetValue(Output) is { } output && ImageOptions.Target(output, context) is { Transport: not Transport.Registry, Path: var image })
        {
            var path = Path.GetFullPath(image, context.WorkingDirectory).TrimEnd('/');
            written.AddRange([path, .. SbomOutput.Endings.Values.Select(e => path + e)]);
        }

        return [.. parsed.GetValue(_copy)!.Select(text =>
        {
            var colon = text.LastIndexOf(':');
            return colon > 0 && colon + 1 < text.Length && text[colon + 1] == '/'
                ? new CopiedFolder(Path.GetFullPath(text[..colon], context.WorkingDirectory), text[(colon + 1)..]) { LeftOut = written }
                : throw new UsageException($"`--copy {text}` names no place in the image", "write SOURCE:/DESTINATION");
        })];
    }

    /// <summary>How registries are reached: as channels are, where the command line says nothing. Dispose it when the command ends.</summary>
    internal RegistryAccess Access(ParseResult parsed, CondaInvocation invocation)
    {
        var options = CondaHttp.Options(invocation.Configuration, invocation.Context);
        var authorities = parsed.GetValue(_cacert) is { } file ? Path.Combine(invocation.Context.WorkingDirectory, file) : null;
        return new RegistryAccess(options with { Tls = options.Tls with { CaFile = authorities } }, new RegistryAccessOptions { Insecure = invocation.Insecure });
    }

    private static Platform ReadPlatform(string text) => Platform.TryParse(text, out var platform) && platform.Subdir is not null
        ? platform
        : throw new UsageException($"`{text}` is no platform of conda packages", "write `linux/amd64`, `linux/arm64` or `linux-ppc64le`");

    private static string Port(string text)
    {
        var parts = text.Split('/');
        return parts.Length <= 2 && ushort.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out _) && (parts.Length == 1 || parts[1] is "tcp" or "udp")
            ? parts.Length == 1 ? $"{text}/tcp" : text
            : throw new UsageException($"`{text}` is no port", "write 8080 or 8080/udp");
    }

    private static List<KeyValuePair<string, string>> Pairs(ParseResult parsed, Option<string[]> option) => [.. parsed.GetValue(option)!.Select(text =>
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 ? KeyValuePair.Create(text[..equals], text[(equals + 1)..]) : throw new UsageException($"`{option.Name} {text}` has no value", "write NAME=VALUE");
    })];

    private static Option<string[]> Many(string name, string description, string helpName, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = helpName, DefaultValueFactory = _ => [] };
}
