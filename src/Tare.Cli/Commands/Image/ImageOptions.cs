using System.CommandLine;
using Tare.Conda.Configuration;
using Tare.Oci;
using Tare.Oci.References;
using Tare.Oci.Registries;
using Tare.Oci.Stores;
using Tare.Primitives;

namespace Tare.Cli.Commands.Image;

/// <summary>The options that commands about images share, and what they mean.</summary>
internal sealed class ImageOptions
{
    private readonly Option<string?> _platform = new("--platform") { Description = "os/architecture[/variant], or conda's name such as linux-aarch64; default: this machine's", HelpName = "PLATFORM" };
    private readonly Option<bool> _insecure = new("--insecure") { Description = "Allow registries over plain http or with any certificate" };
    private readonly Option<string?> _cacert = new("--cacert") { Description = "Trust the authorities in this PEM file", HelpName = "FILE" };
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Tell of every further attempt" };

    internal Option<bool> Json { get; } = new("--json") { Description = "One JSON document on standard output" };

    internal Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No progress" };

    internal void AddTo(Command command)
    {
        command.Options.Add(_platform);
        command.Options.Add(_insecure);
        command.Options.Add(_cacert);
        command.Options.Add(_verbose);
        command.Options.Add(Json);
        command.Options.Add(Quiet);
    }

    /// <summary>The platform asked for, or null.</summary>
    internal Platform? Platform(ParseResult parsed) => parsed.GetValue(_platform) switch
    {
        null => null,
        var text when Primitives.Platform.TryParse(text, out var platform) => platform,
        var text => throw new UsageException($"`{text}` is not a platform", "write `linux/amd64`, `linux/arm64` or `linux/arm/v7`"),
    };

    /// <summary>The image that is read.</summary>
    internal static ImageReference Source(string text, CommandContext context)
    {
        var path = Path.Combine(context.WorkingDirectory, text);

        // A Dockerfile, say: a registry would be asked for an image of that name.
        return File.Exists(path) && ImageStores.Recognise(path) is null
            ? throw new ImageNotFoundException($"`{text}` is a file that holds no image", $"give an archive of `docker save` or `skopeo copy`, or `docker://{text}` for the image of that name")
            : Absolute(ImageReference.ParseSource(text, p => ImageStores.Recognise(Path.Combine(context.WorkingDirectory, p))), context);
    }

    /// <summary>The image that is written.</summary>
    internal static ImageReference Target(string text, CommandContext context) => Absolute(
        ImageReference.ParseTarget(text, path => Directory.Exists(Path.Combine(context.WorkingDirectory, path))), context);

    /// <summary>
    /// How registries are reached: certificates and proxies are those of conda's configuration, like everything else that Tare
    /// fetches, where the command line says nothing. Dispose it when the command ends.
    /// </summary>
    internal ImageRegistries Registries(ParseResult parsed, CommandContext context) => new(() => Access(parsed, context), context.Clock);

    private RegistryAccess Access(ParseResult parsed, CommandContext context)
    {
        var options = CondaHttp.Options(CondaConfiguration.Load(CondaHosts.From(context), new ConfigurationOptions()), context);
        return new RegistryAccess(
            options with
            {
                Tls = options.Tls with { CaFile = parsed.GetValue(_cacert) is { } file ? Path.Combine(context.WorkingDirectory, file) : null },
                Retrying = parsed.GetValue(_verbose) ? reason => context.Terminal.Error.WriteLine($"again: {reason}") : options.Retrying,
            },
            new RegistryAccessOptions { Insecure = parsed.GetValue(_insecure) });
    }

    // Relative paths start from the command's working directory, which tests choose; messages keep what was typed where they agree.
    private static ImageReference Absolute(ImageReference reference, CommandContext context) =>
        reference.Transport == Transport.Registry || context.WorkingDirectory == Environment.CurrentDirectory
            ? reference
            : reference with { Path = Path.Combine(context.WorkingDirectory, reference.Path) };
}
