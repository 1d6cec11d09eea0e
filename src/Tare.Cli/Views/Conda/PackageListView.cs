using Tare.Cli.Terminals;
using Tare.Conda.Channels;
using Tare.Conda.Configuration;
using Tare.Conda.Prefixes;
using Tare.Conda.Records;
using Tare.Primitives;

namespace Tare.Cli.Views.Conda;

/// <summary>Shows installed packages in each of conda's forms.</summary>
internal sealed class PackageListView(Terminal terminal, CondaConfiguration configuration)
{
    private readonly ChannelResolver _channels = configuration.ChannelResolver;

    /// <summary><c>CHANNEL/SUBDIR::NAME-VERSION-BUILD</c>.</summary>
    internal static string DistText(PrefixRecord record, ChannelResolver channels) =>
        $"{channels.Resolve(record.Channel).CanonicalName}{(record.Subdir is { Length: > 0 } subdir ? "/" + subdir : "")}::{record.DistName}";

    internal void Table(CondaPrefix prefix, IReadOnlyList<PrefixRecord> packages, PackageColumns columns)
    {
        string[][] rows = [.. packages.Select(p => columns.Fields.Select(f => columns.Cell(f, p, prefix, configuration)).ToArray())];
        var widths = columns.Widths();
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length; column++)
            {
                widths[column] = Math.Max(widths[column], row[column].Length);
            }
        }

        terminal.Output.WriteLine($"# packages in environment at {prefix.Path}:");
        if (columns.Fields.Contains("size"))
        {
            terminal.Output.WriteLine($"# environment size: {CondaBytes.Text(InstalledSize.Of(prefix))}");
        }

        terminal.Output.WriteLine("#");
        terminal.Output.WriteLine(("# " + Row(columns.Headings, widths)).TrimEnd());
        widths[0] += 2;
        foreach (var row in rows)
        {
            terminal.Output.WriteLine(Row(row, widths).TrimEnd());
        }
    }

    internal void Canonical(IEnumerable<PrefixRecord> packages)
    {
        foreach (var package in packages)
        {
            terminal.Output.WriteLine(DistText(package, _channels));
        }
    }

    internal void Export(IEnumerable<PrefixRecord> packages)
    {
        Header();
        foreach (var package in packages)
        {
            terminal.Output.WriteLine($"{package.Name}={package.Version}={package.Build}");
        }
    }

    internal void Explicit(IEnumerable<RepoDataRecord> packages, string? hash, bool withSecrets)
    {
        Header();
        terminal.Output.WriteLine("@EXPLICIT");
        foreach (var package in packages)
        {
            if (package.Url is not { Length: > 0 } url || url.StartsWith(Channel.Unknown, StringComparison.Ordinal))
            {
                terminal.Output.WriteLine($"# no URL for: {package.FileName}");
                continue;
            }

            var sum = hash switch { "md5" => package.Md5, "sha256" => package.Sha256, _ => null };
            terminal.Output.WriteLine((withSecrets ? url : UrlCredentials.Remove(url)) + (sum is { Length: > 0 } ? "#" + sum : ""));
        }
    }

    internal void Json(IEnumerable<PrefixRecord> packages, CondaPrefix? sizes) => JsonText.Write(terminal.Output, writer =>
    {
        writer.WriteStartArray();
        foreach (var package in packages)
        {
            var channel = _channels.Resolve(package.Channel);
            writer.WriteStartObject();
            writer.WriteString("base_url", channel.BaseUrl);
            writer.WriteNumber("build_number", package.BuildNumber);
            writer.WriteString("build_string", package.Build);
            writer.WriteString("channel", channel.Name);
            writer.WriteString("dist_name", package.DistName);
            writer.WriteString("name", package.Name);
            writer.WriteString("platform", package.Subdir);
            if (sizes is not null)
            {
                writer.WriteNumber("size", InstalledSize.Of(sizes, package));
            }

            writer.WriteString("version", package.Version);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private void Header()
    {
        terminal.Output.WriteLine("# This file may be used to create an environment using:");
        terminal.Output.WriteLine("# $ conda create --name <env> --file <this file>");
        terminal.Output.WriteLine($"# platform: {configuration.Subdir}");
        terminal.Output.WriteLine($"# created-by: conda {CondaVersions.Conda}");
    }

    private static string Row(IEnumerable<string> cells, int[] widths) => string.Join("  ", cells.Select((c, i) => c.PadRight(widths[i])));
}
