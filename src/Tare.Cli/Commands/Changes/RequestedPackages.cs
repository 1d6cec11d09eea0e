using Tare.Conda.Channels;
using Tare.Conda.EnvironmentFiles;
using Tare.Conda.MatchSpecs;

namespace Tare.Cli.Commands.Changes;

/// <summary>What a command line and its files ask for.</summary>
/// <param name="Specs">Specs of the command line.</param>
/// <param name="Files">The files, and where they are.</param>
internal sealed record RequestedPackages(IReadOnlyList<MatchSpec> Specs, IReadOnlyList<(string Path, EnvironmentFile Content)> Files)
{
    /// <summary>A list of archives: nothing is to be solved.</summary>
    internal bool IsExplicit => Dependencies.Any() && (Files.Any(f => f.Content.IsExplicit) || Dependencies.All(d => d.Spec.Fields.Url is not null));

    /// <summary>Everything asked for, in the order of the command line and the files.</summary>
    internal IEnumerable<EnvironmentDependency> Dependencies { get; private init; } = [];

    /// <summary>Every spec; pip too, where there is something for it to do.</summary>
    internal IReadOnlyList<MatchSpec> All => [.. Dependencies.Select(d => d.Spec), .. Files.Any(f => f.Content.LacksPip) ? [MatchSpec.Parse("pip")] : (MatchSpec[])[]];

    /// <summary>The name in the files, or null.</summary>
    internal string? Name => Files.Select(f => f.Content.Name).FirstOrDefault(n => n is not null);

    /// <summary>The prefix in the files, or null.</summary>
    internal string? Prefix => Files.Select(f => f.Content.Prefix).FirstOrDefault(n => n is not null);

    /// <summary>The channels in the files.</summary>
    internal IReadOnlyList<string> Channels => [.. Files.SelectMany(f => f.Content.Channels).Distinct(StringComparer.Ordinal)];

    /// <summary>The files say that no other channels count.</summary>
    internal bool HasNoDefaults => Files.Any(f => f.Content.HasNoDefaults && f.Content.Channels.Count > 0);

    /// <summary>The variables in the files.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Variables => [.. Files.SelectMany(f => f.Content.Variables)];

    /// <summary>Reads specs and files.</summary>
    internal static RequestedPackages Read(IReadOnlyList<string> specs, IReadOnlyList<string> files, string? subdir, CondaInvocation invocation)
    {
        SubdirWord.Check(subdir);
        var resolver = ConfiguredChannels.Resolver(invocation.Configuration, subdir);
        var options = new EnvironmentFileOptions { Subdir = resolver.Settings.Subdirs[0], Channels = resolver, Variables = invocation.Context.Environment };
        var read = files.Select(f => Path.GetFullPath(f, invocation.Context.WorkingDirectory)).Select(p => (p, EnvironmentFileReader.Read(p, options))).ToList();
        foreach (var (path, file) in read)
        {
            foreach (var warning in file.Warnings)
            {
                invocation.Context.Terminal.Error.WriteLine($"warning: {path}:{warning.Line}: {warning.Message}");
            }
        }

        var named = specs.Select(s => new EnvironmentDependency(MatchSpec.Parse(s, resolver), s, 0)).ToList();
        return new RequestedPackages([.. named.Select(n => n.Spec)], read) { Dependencies = [.. named, .. read.SelectMany(f => f.Item2.Dependencies)] };
    }
}
